/** Who is in which segment now, since when and why, and every move before. */
package contacthub.segment.membership;
