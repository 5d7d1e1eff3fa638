/** What segment- and notification-service did, taken into the timeline. */
package contacthub.contact.history;
