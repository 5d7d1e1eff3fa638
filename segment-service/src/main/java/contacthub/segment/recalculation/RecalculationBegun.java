package contacthub.segment.recalculation;

/** A recalculation begins, in the transaction at hand: what is measured over all customers is measured anew. */
public record RecalculationBegun(String ruleVersion) {}
