package contacthub.segment.value;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import contacthub.contracts.VisitFact;
import contacthub.runtime.event.Received;
import contacthub.segment.activity.Customers;

/**
 * A visit of a customer to a page.
 *
 * @param page without query and fragment, which may name a person
 * @param source where it came from; direct where nothing is told
 * @param goals 1 where a goal was reached, else 0
 */
record Visited(UUID customer, Instant at, String page, String source, long goals) {

    private static final int LONGEST = 300;

    /** The visit an event tells of; nothing where it is about something else. */
    static Optional<Visited> of(Received event) {
        if (!event.is(VisitFact.Recorded.class)) {
            return Optional.empty();
        }
        var visit = event.as(VisitFact.Recorded.class);
        String source = visit.source() == null || visit.source().isBlank() ? "direct" : visit.source().strip();
        return Optional.of(new Visited(Customers.of(event), Customers.happened(event),
                cut(visit.page().split("[?#]", 2)[0]), cut(source), visit.goal() == null ? 0 : 1));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }
}
