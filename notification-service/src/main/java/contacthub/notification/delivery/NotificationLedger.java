package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Address;
import contacthub.contracts.Event;
import contacthub.contracts.NotificationFact;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;
import contacthub.notification.preference.Suppressions;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.sql.Transactions;

/**
 * The state of notifications under delivery. A claim is a lease on database time; what came of it is recorded together
 * with the fact that tells of it. Only the attempt at hand is answered, so a late answer of a lost one changes nothing,
 * except that it may turn unknown into sent.
 */
@ApplicationScoped
class NotificationLedger {

    static final String SOURCE = "/notification-service";

    private static final String CLAIM = """
            WITH due AS (
                SELECT id FROM notification
                WHERE channel = ? AND state IN ('queued', 'sending') AND in_flight_until IS NULL
                    AND next_attempt_at <= now()
                ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED),
            claimed AS (
                UPDATE notification n SET state = 'sending', attempts = attempts + 1,
                    first_attempt_at = coalesce(first_attempt_at, now()),
                    in_flight_until = now() + ? * interval '1 millisecond'
                FROM due WHERE n.id = due.id RETURNING n.*),
            begun AS (
                INSERT INTO delivery (notification, number, started_at) SELECT id, attempts, now() FROM claimed)
            SELECT *, (extract(epoch FROM now() - first_attempt_at) * 1000)::bigint AS age FROM claimed""";
    private static final String SENT = """
            UPDATE notification SET state = 'sent', gateway_id = ?, sent_at = now(), in_flight_until = NULL,
                reason = NULL, detail = NULL
            WHERE id = ? AND attempts = ? AND (state = 'sending' OR state = 'failed' AND reason = 'unknown')""";
    private static final String FAILED = """
            UPDATE notification SET state = 'failed', reason = ?, detail = ?, in_flight_until = NULL
            WHERE id = ? AND attempts = ? AND state = 'sending'""";
    private static final String AGAIN = """
            UPDATE notification SET next_attempt_at = now() + ? * interval '1 millisecond', in_flight_until = NULL,
                reason = 'retrying', detail = ?
            WHERE id = ? AND attempts = ? AND state = 'sending'""";
    private static final String END = """
            UPDATE delivery SET ended_at = now(), outcome = ?, reason = ?, detail = ?, gateway_id = ?
            WHERE notification = ? AND number = ?""";
    private static final String END_NAMELESS = """
            UPDATE delivery SET ended_at = now(), outcome = ?, reason = ?
            WHERE notification = ? AND number = ?
                AND EXISTS (SELECT 1 FROM customer WHERE id = ? AND erased_at IS NOT NULL)""";
    private static final String LOST = """
            WITH lost AS (
                SELECT id FROM notification WHERE state = 'sending' AND in_flight_until < now()
                LIMIT 1 FOR UPDATE SKIP LOCKED)
            UPDATE notification n SET state = 'failed', reason = ?, detail = ?, in_flight_until = NULL
            FROM lost WHERE n.id = lost.id RETURNING n.*, 0::bigint AS age""";
    private static final String CUT_SHORT = "The service ended while the gateway had it; perhaps it was sent.";

    private final Transactions transactions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final DeliverySettings settings;

    NotificationLedger(Transactions transactions, Outbox outbox, Ids ids, Clock clock, DeliverySettings settings) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    /** The oldest due notification of a channel, in the hands of the caller until the lease ends. */
    Optional<Claimed> claim(String channel) {
        return transactions.inNew(connection -> {
            try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
                claim.setString(1, channel);
                claim.setLong(2, settings.lease().toMillis());
                return one(claim);
            }
        });
    }

    /** The gateway took it. */
    void sent(Claimed claimed, String gatewayId) {
        transactions.inNew(connection -> {
            boolean told = update(connection, SENT, gatewayId, claimed.id(), claimed.attempt());
            end(connection, claimed, "accepted", null, null, gatewayId);
            if (told) {
                publish(connection, claimed, new NotificationFact.Sent(claimed.id().toString(), claimed.channel(),
                        claimed.message().to(), gatewayId));
            }
            return null;
        });
    }

    /** It is at its end without having been taken. */
    void failed(Claimed claimed, String outcome, Outcome.PermanentFailure failure) {
        transactions.inNew(connection -> {
            boolean told = update(connection, FAILED, failure.reason(), failure.detail(), claimed.id(),
                    claimed.attempt());
            boolean known = end(connection, claimed, outcome, failure.reason(), failure.detail(), null);
            if (known && failure.concernsAddress()) {
                Suppressions.add(connection, claimed.message().to(), failure.reason());
            }
            if (told) {
                publish(connection, claimed, failed(claimed, failure.reason(), failure.detail()));
            }
            return null;
        });
    }

    /** It was not taken this time. */
    void again(Claimed claimed, Outcome.TransientFailure failure, Duration pause) {
        transactions.inNew(connection -> {
            update(connection, AGAIN, pause.toMillis(), failure.detail(), claimed.id(), claimed.attempt());
            end(connection, claimed, "transient", null, failure.detail(), null);
            return null;
        });
    }

    /** Gives up one notification whose lease has ended without an answer; answers whether there was one. */
    boolean giveUpLost() {
        return transactions.inNew(connection -> {
            try (PreparedStatement lost = connection.prepareStatement(LOST)) {
                lost.setString(1, Outcome.UNKNOWN);
                lost.setString(2, CUT_SHORT);
                Optional<Claimed> found = one(lost);
                if (found.isPresent()) {
                    publish(connection, found.get(), failed(found.get(), Outcome.UNKNOWN, CUT_SHORT));
                }
                return found.isPresent();
            }
        });
    }

    private static NotificationFact failed(Claimed claimed, String reason, String detail) {
        return new NotificationFact.Failed(claimed.id().toString(), claimed.channel(), reason, detail);
    }

    /** Answers whether the customer is known still; of one erased meanwhile the attempt is noted, not what was said. */
    private static boolean end(Connection connection, Claimed claimed, String outcome, String reason, String detail,
            String gatewayId) throws SQLException {
        boolean known = !update(connection, END_NAMELESS, outcome, reason, claimed.id(), claimed.attempt(),
                claimed.customer());
        if (known) {
            update(connection, END, outcome, reason, detail, gatewayId, claimed.id(), claimed.attempt());
        }
        return known;
    }

    private static boolean update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate() == 1;
        }
    }

    private void publish(Connection connection, Claimed claimed, NotificationFact fact) throws SQLException {
        Event<?> event = Event.of(fact, ids.next().toString(), SOURCE, claimed.customer().toString(), clock.instant())
                .in(claimed.conversation()).causedBy(claimed.causation()).traced(claimed.trace());
        outbox.publish(connection, List.of(event));
    }

    private static Optional<Claimed> one(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(claimed(row)) : Optional.empty();
        }
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        Address to = new Address(row.getString("to_type"), row.getString("to_value"), row.getString("to_name"));
        Message message = new Message(row.getObject("id", UUID.class), to, row.getString("thread"),
                row.getString("in_reply_to"), row.getString("subject"), row.getString("text"),
                Outgoing.isAutomatic(row.getString("kind")));
        return new Claimed(row.getObject("customer", UUID.class), row.getString("conversation"),
                row.getString("causation"), row.getString("trace"), row.getString("channel"), row.getInt("attempts"),
                Duration.ofMillis(row.getLong("age")), message);
    }
}
