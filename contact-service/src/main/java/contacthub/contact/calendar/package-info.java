/** When work is done: working calendars, their holidays, and the arithmetic of working time. */
package contacthub.contact.calendar;
