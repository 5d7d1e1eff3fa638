/** What all customers together look like: the activity matrix and the spread of scores, in customers and money. */
package contacthub.segment.report;
