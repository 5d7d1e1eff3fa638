/** What segments are worth: what was earned, what service did and cost, and from where customers come. */
package contacthub.segment.value;
