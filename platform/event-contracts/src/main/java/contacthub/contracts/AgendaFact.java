package contacthub.contracts;

import java.time.Instant;

/** Something that one operator must do on a day (spec 70). */
public sealed interface AgendaFact extends Fact {

    /**
     * It is to be done.
     *
     * @param kind call: the customer is to be called; look: somebody is to see to it that the customer is answered
     * @param role whose it is until it has an owner
     */
    @Type("contacthub.agenda.planned.v1")
    record Planned(@Required String item, @Required String kind, @Required String what, String conversation,
            String role, String owner, @Required Instant due, String because) implements AgendaFact {}

    /** It was done. */
    @Type("contacthub.agenda.done.v1")
    record Done(@Required String item, @Required String kind, String conversation,
            @Required String operator) implements AgendaFact {}
}
