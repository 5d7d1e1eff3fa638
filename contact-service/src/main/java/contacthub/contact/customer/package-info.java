/** A customer at a glance, and how to find one. */
package contacthub.contact.customer;
