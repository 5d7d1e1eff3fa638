package contacthub.segment.scoring;

/** A further version of the rules was made, in the transaction at hand: everybody must be scored anew. */
public record RuleChanged(String version, String because, String by) {}
