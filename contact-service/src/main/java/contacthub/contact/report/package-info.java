/** What measured response times come to, and which of them were not come by honestly. */
package contacthub.contact.report;
