package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contact.clock.Happening;
import contacthub.contact.policy.SlaPolicies;
import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contracts.Event;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;

/**
 * Makes promises (spec 40): reckons what can be promised, and records what is, in one transaction with its clock, its
 * timeline line and its event. notification-service tells the customer, the chat widget its visitor.
 */
@ApplicationScoped
class Promising {

    private static final int LONGEST_QUEUE = 10_000;
    private static final Duration QUEUE_REACH = Duration.ofDays(7);
    private static final String AHEAD = """
            WITH queue AS (
                SELECT id, opened_at FROM conversation
                WHERE status = 'open' AND first_answered_at IS NULL AND opened_at > ?
                ORDER BY opened_at, id LIMIT ?),
            asked AS (SELECT id, opened_at FROM conversation WHERE id = ANY (?))
            SELECT id, ahead FROM (
                SELECT id, place.asked, count(*) FILTER (WHERE waits) OVER (
                    ORDER BY opened_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ahead
                FROM (SELECT id, opened_at, asked.id IS NOT NULL AS asked, queue.id IS NOT NULL AS waits
                    FROM queue FULL JOIN asked USING (id, opened_at)) place) counted
            WHERE asked""";
    private static final String CUSTOMERS = """
            SELECT a.id, a.customer_id, c.language FROM address a LEFT JOIN customer c ON c.id = a.customer_id
            WHERE a.id = ANY (?)""";

    private final Conversations conversations;
    private final SlaPolicies policies;
    private final Progress progress;
    private final Timeline timeline;
    private final ChatReplies chat;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Duration perAnswer;

    Promising(Conversations conversations, SlaPolicies policies, Progress progress, Timeline timeline,
            ChatReplies chat, Outbox outbox, Ids ids, Clock clock,
            @ConfigProperty(name = "hub.promise.minutes-per-answer") long minutesPerAnswer,
            @ConfigProperty(name = "hub.promise.operators") long operators) {
        this.conversations = conversations;
        this.policies = policies;
        this.progress = progress;
        this.timeline = timeline;
        this.chat = chat;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.perAnswer = Duration.ofMinutes(minutesPerAnswer).dividedBy(operators);
    }

    /** Begins to reckon what can be promised in these conversations now. */
    Offers offers(Connection connection, Collection<Conversation> asked) throws SQLException {
        Instant now = clock.instant();
        return new Offers(now, queueAhead(connection, asked, now.minus(QUEUE_REACH)));
    }

    /** What can be promised at one moment, by how many conversations are ahead. */
    final class Offers {

        private final Instant now;
        private final Map<UUID, Long> ahead;

        private Offers(Instant now, Map<UUID, Long> ahead) {
            this.now = now;
            this.ahead = ahead;
        }

        Instant now() {
            return now;
        }

        /** A new id for what is promised now. */
        UUID id() {
            return ids.at(now);
        }

        /**
         * The time for one of them.
         *
         * @param firstReply by when the first reply is owed; nothing where none is
         * @param calendar the working time the answer is owed in
         */
        Reckoning.Promised until(Conversation conversation, Instant firstReply, WorkingCalendar calendar) {
            return new Reckoning(firstReply, calendar, ahead.get(conversation.id))
                    .from(now, perAnswer);
        }
    }

    /** Records promises, one a conversation; the conversations' rows are held. */
    void keep(Connection connection, List<Pledge> pledges) throws SQLException {
        List<Conversation> with = pledges.stream().map(Pledge::conversation).toList();
        Map<UUID, Person> people = people(connection, with);
        Map<UUID, List<Happening>> happenings = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        List<Event<?>> events = new ArrayList<>();
        for (Pledge pledge : pledges) {
            Conversation conversation = pledge.conversation();
            Person person = people.get(conversation.address);
            happenings.put(conversation.id, List.of(pledge.promise()));
            entries.add(pledge.entry(policies.zone(), person.language));
            events.add(pledge.event(policies.zone(), person.language, person.id));
        }
        progress.go(connection, with, happenings);
        conversations.keep(connection, with);
        timeline.append(connection, entries);
        chat.keep(connection, entries, with);
        outbox.publish(connection, events);
    }

    /** How many conversations of that reach were opened before each of these and never answered, up to the longest queue. */
    private static Map<UUID, Long> queueAhead(Connection connection, Collection<Conversation> asked, Instant reach)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AHEAD)) {
            select.setObject(1, reach.atOffset(ZoneOffset.UTC));
            select.setInt(2, LONGEST_QUEUE);
            select.setArray(3, connection.createArrayOf("uuid", asked.stream().map(one -> one.id).toArray()));
            Map<UUID, Long> ahead = new HashMap<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    ahead.put(found.getObject(1, UUID.class), found.getLong(2));
                }
            }
            return ahead;
        }
    }

    /** The customer at an address by now, and the language known of them. */
    private record Person(UUID id, String language) {}

    private static Map<UUID, Person> people(Connection connection, List<Conversation> of) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CUSTOMERS)) {
            select.setArray(1, connection.createArrayOf("uuid", of.stream().map(one -> one.address).toArray()));
            Map<UUID, Person> people = new HashMap<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    people.put(found.getObject(1, UUID.class),
                            new Person(found.getObject(2, UUID.class), found.getString(3)));
                }
            }
            return people;
        }
    }
}
