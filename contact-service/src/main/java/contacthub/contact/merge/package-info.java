/** Merging two customers by hand, undoing it, and the pairs that wait for a decision. */
package contacthub.contact.merge;
