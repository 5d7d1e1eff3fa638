/** Files of events of any size, taken in piece by piece by whichever instance is free, with a report line by line. */
package contacthub.contact.imports;
