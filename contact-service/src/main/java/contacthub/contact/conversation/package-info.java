/** The open matters that contacts belong to, from the first contact to resolved. */
package contacthub.contact.conversation;
