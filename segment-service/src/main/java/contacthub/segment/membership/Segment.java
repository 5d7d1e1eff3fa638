package contacthub.segment.membership;

/** A segment and how many customers are in it now. */
record Segment(String name, String family, long size) {}
