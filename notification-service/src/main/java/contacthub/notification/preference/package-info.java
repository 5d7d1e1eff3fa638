/** What a customer likes and allows: the order of channels, the ledger of consents, and addresses that must be left alone. */
package contacthub.notification.preference;
