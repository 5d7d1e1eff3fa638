/** All that is kept of one person, for that person (spec 25, rule 9). */
package contacthub.contact.export;
