/** What operators must do, and by when. */
package contacthub.contact.agenda;
