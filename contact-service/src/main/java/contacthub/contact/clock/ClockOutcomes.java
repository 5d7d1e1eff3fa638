package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contracts.ClockFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.contracts.PromiseFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;

/** Tells the world how clocks ended: as events, and as lines of the timeline. A promise's clock also tells the promise. */
@ApplicationScoped
public class ClockOutcomes {

    private static final String CUSTOMERS = "SELECT id, customer_id FROM address WHERE id = ANY (?)";

    private final Ids ids;
    private final Clock clock;
    private final SlaPolicies policies;
    private final Timeline timeline;
    private final Outbox outbox;

    ClockOutcomes(Ids ids, Clock clock, SlaPolicies policies, Timeline timeline, Outbox outbox) {
        this.ids = ids;
        this.clock = clock;
        this.policies = policies;
        this.timeline = timeline;
        this.outbox = outbox;
    }

    /** Publishes and records how these clocks, just ended, did so. */
    public void tell(Connection connection, List<SlaClock> ended) throws SQLException {
        if (ended.isEmpty()) {
            return;
        }
        Map<UUID, UUID> customers = customers(connection, ended);
        List<Entry> entries = new ArrayList<>();
        List<Event<?>> events = new ArrayList<>();
        for (SlaClock one : ended) {
            for (Fact fact : facts(one)) {
                Instant now = clock.instant();
                UUID id = ids.at(now);
                entries.add(Entry.own(one.address(), id, Ids.time(id), FactTypes.name(fact.getClass()), Entry.INTERNAL,
                        summary(one, fact), Json.text(fact), one.conversation()));
                events.add(
                        Event.of(fact, id.toString(), "/contact-service", customers.get(one.address()).toString(), now)
                                .in(one.conversation().toString()));
            }
        }
        timeline.append(connection, entries);
        outbox.publish(connection, events);
    }

    private List<Fact> facts(SlaClock one) {
        String id = one.id().toString();
        if (one.isMet()) {
            ClockFact met = one.metFact(policies.calendar());
            return one.isPromise() ? List.of(met, new PromiseFact.Kept(id, one.due(), one.ended())) : List.of(met);
        }
        if (one.isBreached()) {
            ClockFact breached = new ClockFact.Breached(id, one.kind(), one.due());
            return one.isPromise() ? List.of(breached, new PromiseFact.Broken(id, one.due())) : List.of(breached);
        }
        return List.of(new ClockFact.Cancelled(id, one.kind(), "The matter was resolved."));
    }

    private static String summary(SlaClock one, Fact fact) {
        if (fact instanceof PromiseFact.Kept) {
            return "Promise kept: answered before " + one.due();
        }
        if (fact instanceof PromiseFact.Broken) {
            return "Promise broken: no answer by " + one.due();
        }
        return switch (one.state()) {
            case SlaClock.MET -> "Clock met: " + one.kind() + ", due " + one.due();
            case SlaClock.BREACHED -> "Clock breached: " + one.kind() + ", due " + one.due();
            default -> "Clock cancelled: " + one.kind();
        };
    }

    private static Map<UUID, UUID> customers(Connection connection, List<SlaClock> clocks) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CUSTOMERS)) {
            select.setArray(1, connection.createArrayOf("uuid", clocks.stream().map(SlaClock::address).toArray()));
            Map<UUID, UUID> customers = new HashMap<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    customers.put(found.getObject(1, UUID.class), found.getObject(2, UUID.class));
                }
            }
            return customers;
        }
    }
}
