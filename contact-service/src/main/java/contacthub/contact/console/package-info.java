/** The web console's front door: its page, who is signed in, and where the other services are (spec 70). */
package contacthub.contact.console;
