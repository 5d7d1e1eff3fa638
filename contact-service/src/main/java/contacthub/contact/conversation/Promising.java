package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.clock.SlaClock;
import contacthub.contact.clock.SlaClocks;
import contacthub.contact.clock.SlaPolicies;
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
 * later when the queue ahead takes longer to work off. notification-service tells the customer.
 */
@ApplicationScoped
class Promising {

    private static final int MOST = 200;
    private static final String QUEUE = """
            SELECT count(*) FROM (SELECT 1 FROM conversation
                WHERE status = 'open' AND first_answered_at IS NULL AND opened_at < ? AND opened_at > ? LIMIT 10000) q""";
    private static final Duration QUEUE_REACH = Duration.ofDays(7);
    private static final String CUSTOMER = """
            SELECT a.customer_id, coalesce(?, c.language) AS language
            FROM address a LEFT JOIN customer c ON c.id = a.customer_id WHERE a.id = ?""";

    private final Transactions transactions;
    private final Conversations conversations;
    private final Acknowledgements acknowledgements;
    private final SlaPolicies policies;
    private final SlaClocks clocks;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Duration perAnswer;
    private final Worker worker = new Worker("acknowledgements", () -> promise() == MOST);

    Promising(Transactions transactions, Conversations conversations, Acknowledgements acknowledgements,
            SlaPolicies policies, SlaClocks clocks, Timeline timeline, Outbox outbox, Ids ids, Clock clock,
            @ConfigProperty(name = "hub.promise.minutes-per-answer") long minutesPerAnswer,
            @ConfigProperty(name = "hub.promise.operators") long operators) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.acknowledgements = acknowledgements;
        this.policies = policies;
        this.clocks = clocks;
        this.timeline = timeline;
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
            List<UUID> due = acknowledgements.claim(connection, MOST);
            for (UUID id : due) {
                Conversation conversation = conversations.find(connection, id).orElseThrow();
                if (conversation.isOpen() && conversation.firstAnsweredAt == null) {
                    promise(connection, conversation);
                }
            }
            return due.size();
        });
    }

    private void promise(Connection connection, Conversation conversation) throws SQLException {
        Instant now = clock.instant();
        UUID id = ids.at(now);
        SlaClock promise = promiseClock(connection, conversation, id, now);
        clocks.start(connection, List.of(promise));
        try (PreparedStatement select = connection.prepareStatement(CUSTOMER)) {
            select.setString(1, conversation.language);
            select.setObject(2, conversation.address);
            try (ResultSet found = select.executeQuery()) {
                found.next();
                tell(connection, conversation, promise, now, found.getObject(1, UUID.class), found.getString(2));
            }
        }
    }

    private void tell(Connection connection, Conversation conversation, SlaClock promise, Instant now, UUID customer,
            String language) throws SQLException {
        var made = new PromiseFact.Made(promise.id().toString(), promise.due(), policies.zone().getId(),
                conversation.replyPath.channel(), conversation.replyPath.to(), language, conversation.subject,
                conversation.thread, promise.because());
        UUID entry = promise.id();
        timeline.append(connection, List.of(Entry.own(conversation.address, entry, Ids.time(entry),
                FactTypes.name(PromiseFact.Made.class), Entry.OUT, "Promised a full answer by " + promise.due(),
                Json.text(made), conversation.id).by(null, conversation.replyPath.channel())));
        String id = conversation.id.toString();
        outbox.publish(connection, List.of(
                Event.of(made, entry.toString(), Matters.SOURCE, customer.toString(), now).in(id),
                Event.of(promise.startedFact(), ids.next().toString(), Matters.SOURCE, customer.toString(), now).in(id)
                        .causedBy(entry.toString())));
    }

    private SlaClock promiseClock(Connection connection, Conversation conversation, UUID id, Instant now)
            throws SQLException {
        long ahead = queueAhead(connection, conversation, now);
        Instant byQueue = policies.calendar().add(now, perAnswer.multipliedBy(ahead + 1));
        Instant due = clocks.unanswered(connection, List.of(conversation.id)).stream()
                .filter(one -> one.kind().equals(SlaClock.FIRST_REPLY)).map(SlaClock::due).findFirst().orElse(byQueue);
        boolean queueDecides = byQueue.isAfter(due);
        String because = queueDecides
                ? ahead + " conversations wait ahead of it, which takes until then."
                : "The first-reply deadline; " + ahead + " conversations wait ahead of it.";
        return policies.promise(id, conversation.id, conversation.address, now, queueDecides ? byQueue : due, because);
    }

    private static long queueAhead(Connection connection, Conversation conversation, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(QUEUE)) {
            select.setObject(1, conversation.openedAt.atOffset(java.time.ZoneOffset.UTC));
            select.setObject(2, now.minus(QUEUE_REACH).atOffset(java.time.ZoneOffset.UTC));
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }
}
