/** Scoring everybody anew: a job in chunks, with progress, that any instance carries on. */
package contacthub.segment.recalculation;
