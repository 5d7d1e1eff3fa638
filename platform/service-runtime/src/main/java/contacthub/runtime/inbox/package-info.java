/** Facts enter a service here: batches in one transaction, each event once, poison to the dead letters. */
package contacthub.runtime.inbox;
