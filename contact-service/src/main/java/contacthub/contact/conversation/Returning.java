package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.identity.CustomerRef;
import contacthub.contact.operator.Absences;
import contacthub.contact.operator.Absences.Away;
import contacthub.contact.operator.Operators;
import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.Event;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;

/**
 * Brings conversations of absent operators back to the queue after a return time in each operator's own working hours
 * (spec 40). It looks at absences as they are at that moment, so they may be entered late and end early.
 */
@ApplicationScoped
class Returning {

    private static final int MOST = 500;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String LEFT = """
            SELECT c.id FROM conversation c JOIN unnest(?, ?) n (operator, since) ON c.owner = n.operator
            WHERE c.status = 'open' AND (c.owner_since IS NULL OR c.owner_since <= n.since) LIMIT ?""";

    private final Transactions transactions;
    private final Conversations conversations;
    private final Absences absences;
    private final Operators operators;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Duration returnAfter;
    private final Worker worker = new Worker("returning", LOOK, () -> bringBack() == MOST);

    Returning(Transactions transactions, Conversations conversations, Absences absences, Operators operators,
            Timeline timeline, Outbox outbox, Ids ids, Clock clock,
            @ConfigProperty(name = "hub.absences.return-after") Duration returnAfter) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.absences = absences;
        this.operators = operators;
        this.timeline = timeline;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.returnAfter = returnAfter;
    }

    /** Whose conversations come back: those they have owned since this moment or longer. */
    private record Left(Away away, Instant since) {

        String operator() {
            return away.operator();
        }
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    private int bringBack() {
        return transactions.inNew(connection -> {
            Map<String, Left> left = new HashMap<>();
            for (Away away : absences.away(connection)) {
                Instant since = operators.hours(connection, away.operator()).subtract(away.now(), returnAfter);
                if (!away.since().isAfter(since)) {
                    left.put(away.operator(), new Left(away, since));
                }
            }
            List<Conversation> found = left.isEmpty()
                    ? List.of()
                    : conversations.free(connection, ids(connection, List.copyOf(left.values())));
            bringBack(connection, found.stream().filter(one -> one.isOpen() && left.containsKey(one.owner)).toList(),
                    left);
            return found.size();
        });
    }

    private static List<UUID> ids(Connection connection, List<Left> left) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LEFT)) {
            Columns.of(connection, select, left).bind("text", Left::operator).bind("timestamptz", Left::since);
            select.setInt(3, MOST);
            List<UUID> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getObject(1, UUID.class));
                }
            }
            return found;
        }
    }

    private void bringBack(Connection connection, List<Conversation> owned, Map<String, Left> left)
            throws SQLException {
        if (owned.isEmpty()) {
            return;
        }
        Map<UUID, UUID> customers = CustomerRef.owners(connection, owned.stream().map(one -> one.address).toList());
        Instant now = clock.instant();
        List<Entry> entries = new ArrayList<>();
        List<Event<?>> events = new ArrayList<>();
        for (Conversation one : owned) {
            UUID id = ids.at(now);
            String because = because(left.get(one.owner).away);
            var fact = new ConversationFact.Assigned(one.id.toString(), null, one.owner, because);
            one.owner = null;
            entries.add(Entry.own(one.address, id, Ids.time(id), FactTypes.name(ConversationFact.Assigned.class),
                    Entry.INTERNAL, "Back to the queue: " + because, Json.text(fact), one.id));
            events.add(Event.of(fact, id.toString(), Matters.SOURCE, customers.get(one.address).toString(), now)
                    .in(one.id.toString()));
        }
        conversations.update(connection, owned);
        timeline.append(connection, entries);
        outbox.publish(connection, events);
    }

    private static String because(Away away) {
        return away.operator() + " is away since " + away.since()
                + (away.absence().until() == null ? "" : " until " + away.absence().until());
    }
}
