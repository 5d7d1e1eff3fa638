/** What faithful customers get: tiers, and points and discounts as a ledger. */
package contacthub.segment.loyalty;
