package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Address;
import contacthub.contracts.Event;
import contacthub.contracts.NotificationFact;
import contacthub.notification.channel.Adapters;
import contacthub.notification.channel.Outcome;
import contacthub.notification.decision.Hold;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.sql.Columns;

/** Puts notifications in the queue, once per causing event, together with the facts that tell of them. */
@ApplicationScoped
public class RequestingNotification {

    private static final String INSERT = """
            INSERT INTO notification (id, cause, kind, causation, customer, conversation, trace, category, channel,
                to_type, to_value, to_name, thread, in_reply_to, subject, text, template, because, state, reason, detail,
                critical, decided_by, requested_by, expires_at, day, sends_again, next_attempt_at)
            SELECT id, cause, kind, causation, customer, conversation, trace, category, channel, to_type, to_value,
                to_name, thread, in_reply_to, subject, text, template, because, state, reason, detail, critical,
                decided_by, requested_by, expires_at, day, sends_again, coalesce(not_before, now())
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                n (id, cause, kind, causation, customer, conversation, trace, category, channel, to_type, to_value,
                to_name, thread, in_reply_to, subject, text, template, because, state, reason, detail, critical,
                decided_by, requested_by, expires_at, day, sends_again, not_before)
            ON CONFLICT (cause, kind) DO NOTHING RETURNING id""";

    private final Adapters adapters;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    RequestingNotification(Adapters adapters, Outbox outbox, Ids ids, Clock clock) {
        this.adapters = adapters;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** In the caller's transaction; what was requested before is left as it is. Answers the ids of what is new. */
    public Set<UUID> request(Connection connection, List<Outgoing> outgoing) throws SQLException {
        if (outgoing.isEmpty()) {
            return Set.of();
        }
        List<Row> rows = outgoing.stream().map(this::row).toList();
        Set<UUID> inserted = insert(connection, rows);
        List<Event<?>> facts = new ArrayList<>();
        rows.stream().filter(row -> inserted.contains(row.id)).forEach(row -> tell(row, facts));
        outbox.publish(connection, facts);
        return inserted;
    }

    private Row row(Outgoing outgoing) {
        if (outgoing.suppressed().isPresent()) {
            return new Row(ids.next(), outgoing, State.SUPPRESSED, outgoing.suppressed().get(), null);
        }
        if (outgoing.terms().hold().isPresent()) {
            return new Row(ids.next(), outgoing, State.HELD, "held", outgoing.terms().hold().get().because());
        }
        Optional<String> hindrance = adapters.hindrance(outgoing.channel());
        return hindrance.isEmpty()
                ? new Row(ids.next(), outgoing, State.QUEUED, null, null)
                : new Row(ids.next(), outgoing, State.FAILED, hindrance.get(), explained(hindrance.get(), outgoing));
    }

    private static String explained(String hindrance, Outgoing outgoing) {
        return hindrance.equals(Outcome.NO_ADAPTER)
                ? "This version cannot write on " + outgoing.channel() + "."
                : "The channel " + outgoing.channel() + " is not configured.";
    }

    private static Set<UUID> insert(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Columns.of(connection, insert, rows)
                    .bind("uuid", Row::id)
                    .bind("uuid", row -> row.outgoing.cause().identity())
                    .bind("text", row -> row.outgoing.kind())
                    .bind("text", row -> row.outgoing.cause().id())
                    .bind("uuid", row -> row.outgoing.customer())
                    .bind("text", row -> row.outgoing.cause().correlation())
                    .bind("text", row -> row.outgoing.cause().trace())
                    .bind("text", row -> row.outgoing.category())
                    .bind("text", row -> row.outgoing.channel())
                    .bind("text", row -> row.to(Address::type))
                    .bind("text", row -> row.to(Address::value))
                    .bind("text", row -> row.to(Address::name))
                    .bind("text", row -> row.outgoing.thread())
                    .bind("text", row -> row.outgoing.inReplyTo())
                    .bind("text", row -> row.outgoing.subject())
                    .bind("text", row -> row.outgoing.text())
                    .bind("text", row -> row.outgoing.template())
                    .bind("text", row -> row.outgoing.because())
                    .bind("text", row -> row.state.word())
                    .bind("text", Row::reason)
                    .bind("text", Row::detail)
                    .bind("bool", row -> row.outgoing.terms().critical())
                    .bind("text", row -> row.outgoing.terms().decidedBy())
                    .bind("text", row -> row.outgoing.terms().requestedBy())
                    .bind("timestamptz", row -> row.outgoing.terms().expiresAt())
                    .bind("date", row -> row.outgoing.terms().day())
                    .bind("uuid", row -> row.outgoing.terms().sendsAgain())
                    .bind("timestamptz", row -> row.outgoing.terms().hold().map(Hold::until).orElse(null));
            return ids(insert);
        }
    }

    private static Set<UUID> ids(PreparedStatement insert) throws SQLException {
        Set<UUID> inserted = new HashSet<>();
        try (ResultSet found = insert.executeQuery()) {
            while (found.next()) {
                inserted.add(found.getObject(1, UUID.class));
            }
        }
        return inserted;
    }

    private void tell(Row row, List<Event<?>> facts) {
        Outgoing outgoing = row.outgoing;
        String id = row.id.toString();
        if (row.state == State.SUPPRESSED) {
            facts.add(event(row, new NotificationFact.Suppressed(id, outgoing.category(), row.reason)));
            return;
        }
        facts.add(event(row, new NotificationFact.Requested(id, outgoing.category(), outgoing.channel(), outgoing.to(),
                outgoing.text(), outgoing.because())));
        if (row.state == State.HELD) {
            facts.add(event(row, new NotificationFact.Held(id, outgoing.channel(),
                    outgoing.terms().hold().get().until(), row.detail)));
        }
        if (row.state == State.FAILED) {
            facts.add(event(row, new NotificationFact.Failed(id, outgoing.channel(), row.reason, row.detail)));
        }
    }

    private Event<?> event(Row row, NotificationFact fact) {
        return Event.of(fact, ids.next().toString(), NotificationLedger.SOURCE, row.outgoing.customer().toString(),
                clock.instant()).in(row.outgoing.cause().correlation()).causedBy(row.outgoing.cause().id())
                .traced(row.outgoing.cause().trace());
    }

    private record Row(UUID id, Outgoing outgoing, State state, String reason, String detail) {

        String to(Function<Address, String> part) {
            return outgoing.to() == null ? null : part.apply(outgoing.to());
        }
    }
}
