package contacthub.segment.custom;

/**
 * What is wrong with an expression.
 *
 * @param position characters before it, from 0
 */
record Flaw(int position, String message) {}
