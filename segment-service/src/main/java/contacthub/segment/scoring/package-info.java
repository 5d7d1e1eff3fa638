/** What a customer's purchases say: recency, frequency and monetary scores, and the cell of the activity matrix. */
package contacthub.segment.scoring;
