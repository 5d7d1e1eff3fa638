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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.clock.Happening;
import contacthub.contact.clock.SlaClock;
import contacthub.contact.clock.SlaClocks;
import contacthub.contact.policy.SlaPolicies;
import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contracts.Event;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.contracts.PromiseFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Transactions;

/**
 * Acknowledges a new conversation by promising when a full answer will come (spec 40): the first-reply deadline, or
 * later when the queue ahead takes longer to work off. notification-service tells the customer, the chat widget its visitor.
 */
@ApplicationScoped
class Promising {

    private static final int MOST = 500;
    private static final int LONGEST_QUEUE = 10_000;
    private static final Duration QUEUE_REACH = Duration.ofDays(7);
    private static final String AHEAD = """
            SELECT id, ahead FROM (
                SELECT id, row_number() OVER (ORDER BY opened_at, id) - 1 AS ahead FROM conversation
                WHERE status = 'open' AND first_answered_at IS NULL AND opened_at > ?
                ORDER BY opened_at, id LIMIT ?) queue
            WHERE id = ANY (?)""";
    private static final String CUSTOMERS = """
            SELECT a.id, a.customer_id, c.language FROM address a LEFT JOIN customer c ON c.id = a.customer_id
            WHERE a.id = ANY (?)""";

    private final Transactions transactions;
    private final Conversations conversations;
    private final Acknowledgements acknowledgements;
    private final SlaPolicies policies;
    private final SlaClocks clocks;
    private final Progress progress;
    private final Timeline timeline;
    private final ChatReplies chat;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Duration perAnswer;
    private final Worker worker = new Worker("acknowledgements", () -> promise() == MOST);

    Promising(Transactions transactions, Conversations conversations, Acknowledgements acknowledgements,
            SlaPolicies policies, SlaClocks clocks, Progress progress, Timeline timeline, ChatReplies chat,
            Outbox outbox, Ids ids,
            Clock clock,
            @ConfigProperty(name = "hub.promise.minutes-per-answer") long minutesPerAnswer,
            @ConfigProperty(name = "hub.promise.operators") long operators) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.acknowledgements = acknowledgements;
        this.policies = policies;
        this.clocks = clocks;
        this.progress = progress;
        this.timeline = timeline;
        this.chat = chat;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.perAnswer = Duration.ofMinutes(minutesPerAnswer).dividedBy(operators);
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    private int promise() {
        return transactions.inNew(connection -> {
            List<Conversation> due = conversations.toAcknowledge(connection, MOST);
            if (!due.isEmpty()) {
                List<UUID> claimed = acknowledgements.claim(connection, due.stream().map(one -> one.id).toList());
                promise(connection, due.stream().filter(one -> claimed.contains(one.id))
                        .filter(one -> one.isOpen() && one.firstAnsweredAt == null).toList());
            }
            return due.size();
        });
    }

    private void promise(Connection connection, List<Conversation> waiting) throws SQLException {
        Instant now = clock.instant();
        Map<UUID, Long> ahead = queueAhead(connection, waiting, now.minus(QUEUE_REACH));
        Map<UUID, SlaClock> firstReplies = clocks
                .firstReplies(connection, waiting.stream().map(one -> one.id).toList()).stream()
                .filter(SlaClock::isOwed)
                .collect(Collectors.toMap(SlaClock::conversation, Function.identity(), (one, other) -> one));
        Map<UUID, Person> customers = customers(connection, waiting);
        Map<UUID, List<Happening>> promises = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        List<Event<?>> events = new ArrayList<>();
        for (Conversation conversation : waiting) {
            Happening promise = promise(firstReplies.get(conversation.id),
                    ahead.getOrDefault(conversation.id, (long) LONGEST_QUEUE), now);
            promises.put(conversation.id, List.of(promise));
            tell(conversation, promise, customers.get(conversation.address), now, entries, events);
        }
        progress.go(connection, waiting, promises);
        conversations.keep(connection, waiting);
        timeline.append(connection, entries);
        chat.keep(connection, entries, waiting);
        outbox.publish(connection, events);
    }

    private Happening promise(SlaClock firstReply, long ahead, Instant now) {
        var promised = reckoning(firstReply, ahead).from(now, perAnswer);
        return Happening.acknowledged(ids.at(now), now, promised.until(), promised.because());
    }

    /** On the calendar of the conversation's policy; on that of the office where no first reply is owed. */
    private Reckoning reckoning(SlaClock firstReply, long ahead) {
        return firstReply == null
                ? new Reckoning(null, policies.calendar(), ahead)
                : new Reckoning(firstReply.due(), policies.calendar(firstReply.target().calendar()), ahead);
    }

    private void tell(Conversation conversation, Happening promise, Person person, Instant now, List<Entry> entries,
            List<Event<?>> events) {
        String language = conversation.language == null ? person.language : conversation.language;
        var made = new PromiseFact.Made(promise.id().toString(), promise.until(), policies.zone().getId(),
                conversation.replyPath.channel(), conversation.replyPath.to(), language, conversation.subject,
                conversation.replyThread(), promise.because());
        UUID entry = promise.id();
        entries.add(Entry.own(conversation.address, entry, Ids.time(entry), FactTypes.name(PromiseFact.Made.class),
                Entry.OUT, "Promised a full answer by " + promise.until(), Json.text(made), conversation.id)
                .by(null, conversation.replyPath.channel()));
        String id = conversation.id.toString();
        String customer = person.id.toString();
        events.add(Event.of(made, entry.toString(), Matters.SOURCE, customer, now).in(id));
    }

    /** How many conversations of that reach were open and unanswered before each of these; not said past the longest. */
    private static Map<UUID, Long> queueAhead(Connection connection, List<Conversation> waiting, Instant reach)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AHEAD)) {
            select.setObject(1, reach.atOffset(ZoneOffset.UTC));
            select.setInt(2, LONGEST_QUEUE);
            select.setArray(3, connection.createArrayOf("uuid", waiting.stream().map(one -> one.id).toArray()));
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

    private static Map<UUID, Person> customers(Connection connection, List<Conversation> waiting) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CUSTOMERS)) {
            select.setArray(1, connection.createArrayOf("uuid", waiting.stream().map(one -> one.address).toArray()));
            Map<UUID, Person> customers = new HashMap<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    customers.put(found.getObject(1, UUID.class),
                            new Person(found.getObject(2, UUID.class), found.getString(3)));
                }
            }
            return customers;
        }
    }
}
