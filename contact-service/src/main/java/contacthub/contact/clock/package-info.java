/** Response-time clocks and promises on working calendars, fired by the database's time. */
package contacthub.contact.clock;
