/** What this service knows of a customer: language, name, addresses and segments, all learned from facts of the others. */
package contacthub.notification.customer;
