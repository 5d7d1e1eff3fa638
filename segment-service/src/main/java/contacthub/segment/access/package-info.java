/** Who may sign in: this service's copy of accounts and keys. */
package contacthub.segment.access;
