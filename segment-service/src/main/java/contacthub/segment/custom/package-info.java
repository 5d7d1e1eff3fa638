/** Segments by rules of one's own: expressions over what is known of a customer, true or not, with the reason. */
package contacthub.segment.custom;
