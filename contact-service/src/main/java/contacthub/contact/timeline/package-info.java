/** One history per customer, newest first, from every service. */
package contacthub.contact.timeline;
