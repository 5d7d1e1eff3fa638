package contacthub.contracts;

/** A customer's visit to a page. */
public sealed interface VisitFact extends Fact {

    /** A page was seen, or a goal on it reached. */
    @Type(value = "contacthub.visit.recorded.v1", posted = true)
    record Recorded(@Required Address customer, @Required String page, String source,
            String goal) implements VisitFact {}
}
