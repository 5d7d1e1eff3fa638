package contacthub.contracts;

/** A customer's visit to a page. */
public sealed interface VisitFact extends Fact {

    /** A page was seen, or a goal on it reached. */
    @Type("contacthub.visit.recorded.v1")
    record Recorded(Address customer, String page, String source, String goal) implements VisitFact {}
}
