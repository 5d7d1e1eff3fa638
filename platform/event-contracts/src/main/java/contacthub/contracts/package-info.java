/** The words the services say to each other: one record per event type, the envelope around them, and their JSON form. */
package contacthub.contracts;
