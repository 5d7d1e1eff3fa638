/** After how long customers buy a second time, and who should have by now. */
package contacthub.segment.interval;
