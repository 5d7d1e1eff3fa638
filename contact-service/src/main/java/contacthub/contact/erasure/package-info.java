/** A person is erased at their wish, in all services, with a receipt (spec 25, rule 9). */
package contacthub.contact.erasure;
