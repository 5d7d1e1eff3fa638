package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.NotificationFact;
import contacthub.notification.channel.Adapter;
import contacthub.notification.channel.Outcome;
import contacthub.notification.preference.Suppressions;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Plans;
import contacthub.runtime.sql.Transactions;

/**
 * The state of notifications under delivery. A claim is a lease on database time; what came of it is recorded together
 * with the fact that tells of it. Only the attempt at hand is answered, so a late answer of a lost one changes nothing,
 * except that it may turn unknown into sent.
 */
@ApplicationScoped
class NotificationLedger {

    static final String SOURCE = "/notification-service";

    private static final String DUE = """
            SELECT c FROM unnest(?::text[]) c WHERE EXISTS (SELECT 1 FROM notification
                WHERE channel = c AND state IN ('queued', 'sending') AND in_flight_until IS NULL
                    AND next_attempt_at <= now())""";
    /**
     * What was asked for first is sent first to an address, whatever becomes of it. The first is sought with its order, since
     * a join reads the whole queue while PostgreSQL takes it for empty.
     */
    private static final String CLAIM = """
            WITH due AS (
                SELECT id FROM notification n
                WHERE channel = ? AND state IN ('queued', 'sending') AND in_flight_until IS NULL
                    AND next_attempt_at <= now() AND (expires_at IS NULL OR expires_at > now())
                    AND n.id = coalesce((SELECT e.id FROM notification e WHERE e.channel = n.channel
                        AND e.to_value = n.to_value AND e.state IN ('queued', 'sending')
                        ORDER BY e.channel, e.to_value, e.id LIMIT 1), n.id)
                ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED),
            claimed AS (
                UPDATE notification n SET state = 'sending', attempts = attempts + 1,
                    first_attempt_at = coalesce(first_attempt_at, now()),
                    in_flight_until = now() + ? * interval '1 millisecond'
                FROM due WHERE n.id = due.id RETURNING n.*),
            begun AS (
                INSERT INTO delivery (notification, number, started_at, channel, provider)
                SELECT id, attempts, now(), channel, ? FROM claimed)
            SELECT *, (extract(epoch FROM now() - first_attempt_at) * 1000)::bigint AS age FROM claimed""";
    private static final String SENT = """
            UPDATE notification n SET state = 'sent', gateway_id = s.gateway, sent_at = now(), in_flight_until = NULL,
                reason = NULL, detail = NULL
            FROM unnest(?, ?, ?) s (id, attempt, gateway)
            WHERE n.id = s.id AND n.attempts = s.attempt
                AND (n.state = 'sending' OR n.state = 'failed' AND n.reason = 'unknown') RETURNING n.id""";
    private static final String FAILED = """
            UPDATE notification SET state = 'failed', reason = ?, detail = ?, in_flight_until = NULL
            WHERE id = ? AND attempts = ? AND state = 'sending'""";
    private static final String AGAIN = """
            UPDATE notification SET next_attempt_at = now() + ? * interval '1 millisecond', in_flight_until = NULL,
                reason = 'retrying', detail = ?
            WHERE id = ? AND attempts = ? AND state = 'sending'""";
    /** Of a customer erased meanwhile the attempt is noted, not what was said. */
    private static final String END = """
            UPDATE delivery d SET ended_at = now(), outcome = e.outcome, reason = e.reason,
                detail = CASE WHEN c.erased_at IS NULL THEN e.detail END,
                gateway_id = CASE WHEN c.erased_at IS NULL THEN e.gateway END
            FROM unnest(?, ?, ?, ?, ?, ?, ?) e (id, number, customer, outcome, reason, detail, gateway)
            LEFT JOIN customer c ON c.id = e.customer
            WHERE d.notification = e.id AND d.number = e.number
            RETURNING c.erased_at IS NULL""";
    private static final String LOST = """
            WITH lost AS (
                SELECT id FROM notification WHERE state = 'sending' AND in_flight_until < now()
                LIMIT 1 FOR UPDATE SKIP LOCKED)
            UPDATE notification n SET state = 'failed', reason = ?, detail = ?, in_flight_until = NULL
            FROM lost WHERE n.id = lost.id RETURNING n.*, 0::bigint AS age""";
    private static final String CUT_SHORT = "The service ended while the gateway had it; perhaps it was sent.";

    private final Transactions transactions;
    private final Gateways gateways;
    private final Rerouting rerouting;
    private final Telling telling;
    private final DeliverySettings settings;

    NotificationLedger(Transactions transactions, Gateways gateways, Rerouting rerouting, Telling telling,
            DeliverySettings settings) {
        this.transactions = transactions;
        this.gateways = gateways;
        this.rerouting = rerouting;
        this.telling = telling;
        this.settings = settings;
    }

    /**
     * Notifications for one provider, in the hands of the caller until the lease ends.
     *
     * @param suspect the provider failed last
     */
    record Batch(Adapter adapter, boolean suspect, List<Claimed> claimed) {}

    /** How an attempt ended. */
    private record End(Claimed claimed, String outcome, String reason, String detail, String gateway) {}

    /** Those of these channels that have something due. */
    Set<String> due(Collection<String> channels) {
        return transactions.inNew(connection -> {
            try (PreparedStatement select = Plans.anew(connection.prepareStatement(DUE))) {
                select.setArray(1, connection.createArrayOf("text", channels.toArray()));
                Set<String> due = new HashSet<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        due.add(row.getString(1));
                    }
                }
                return due;
            }
        });
    }

    /** The oldest due notifications of a channel, for the first of its providers that works. */
    Optional<Batch> claim(String channel, List<Adapter> providers) {
        return transactions.inNew(connection -> {
            Optional<Gateways.Chosen> chosen = gateways.choose(connection, providers, settings.batch());
            return chosen.isEmpty() ? Optional.empty() : claim(connection, channel, chosen.get());
        });
    }

    private Optional<Batch> claim(Connection connection, String channel, Gateways.Chosen chosen) throws SQLException {
        String provider = chosen.adapter().provider();
        try (PreparedStatement claim = Plans.anew(connection.prepareStatement(CLAIM))) {
            claim.setString(1, channel);
            claim.setInt(2, chosen.most());
            claim.setLong(3, settings.lease().toMillis());
            claim.setString(4, provider);
            List<Claimed> claimed = Claimed.all(claim);
            gateways.handed(connection, provider, claimed.size());
            return claimed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Batch(chosen.adapter(), chosen.suspect(), claimed));
        }
    }

    /** A notification the gateway took, under its own id there. */
    record Taken(Claimed claimed, String gatewayId) {}

    /** The gateway took all of these. */
    void sent(List<Taken> taken) {
        transactions.inNew(connection -> {
            Set<UUID> told = new HashSet<>();
            try (PreparedStatement update = Plans.anew(connection.prepareStatement(SENT))) {
                Columns.of(connection, update, taken).bind("uuid", one -> one.claimed.id())
                        .bind("int4", one -> one.claimed.attempt()).bind("text", Taken::gatewayId);
                try (ResultSet row = update.executeQuery()) {
                    while (row.next()) {
                        told.add(row.getObject(1, UUID.class));
                    }
                }
            }
            end(connection, taken.stream()
                    .map(one -> new End(one.claimed, "accepted", null, null, one.gatewayId)).toList());
            telling.tell(connection, taken.stream().filter(one -> told.contains(one.claimed.id())).toList(),
                    Taken::claimed, one -> new NotificationFact.Sent(one.claimed.id().toString(),
                            one.claimed.channel(), one.claimed.message().to(), one.gatewayId));
            return null;
        });
    }

    /** It was not taken on this channel; another takes it where we began it, else it is at its end. */
    void failed(Claimed claimed, String outcome, Outcome.PermanentFailure failure) {
        transactions.inNew(connection -> {
            boolean known = end(connection,
                    List.of(new End(claimed, outcome, failure.reason(), failure.detail(), null)));
            if (known && failure.concernsAddress()) {
                Suppressions.add(connection, claimed.message().to(), failure.reason());
            }
            boolean isOver = !known || failure.reason().equals(Outcome.UNKNOWN)
                    || !rerouting.take(connection, claimed);
            if (isOver && update(connection, FAILED, failure.reason(), failure.detail(), claimed.id(),
                    claimed.attempt())) {
                telling.tell(connection, claimed, failed(claimed, failure.reason(), failure.detail()));
            }
            return null;
        });
    }

    /** It was not taken this time. */
    void again(Claimed claimed, Outcome.TransientFailure failure, Duration pause) {
        transactions.inNew(connection -> {
            update(connection, AGAIN, pause.toMillis(), failure.detail(), claimed.id(), claimed.attempt());
            return end(connection, List.of(new End(claimed, "transient", null, failure.detail(), null)));
        });
    }

    /** Gives up one notification whose lease has ended without an answer; answers whether there was one. */
    boolean giveUpLost() {
        return transactions.inNew(connection -> {
            try (PreparedStatement lost = connection.prepareStatement(LOST)) {
                lost.setString(1, Outcome.UNKNOWN);
                lost.setString(2, CUT_SHORT);
                List<Claimed> found = Claimed.all(lost);
                telling.tell(connection, found, Function.identity(), one -> failed(one, Outcome.UNKNOWN, CUT_SHORT));
                return !found.isEmpty();
            }
        });
    }

    private static NotificationFact failed(Claimed claimed, String reason, String detail) {
        return new NotificationFact.Failed(claimed.id().toString(), claimed.channel(), reason, detail);
    }

    /** Answers whether all of the customers are known still. */
    private static boolean end(Connection connection, List<End> ends) throws SQLException {
        try (PreparedStatement update = Plans.anew(connection.prepareStatement(END))) {
            Columns.of(connection, update, ends).bind("uuid", end -> end.claimed.id())
                    .bind("int4", end -> end.claimed.attempt()).bind("uuid", end -> end.claimed.customer())
                    .bind("text", End::outcome).bind("text", End::reason).bind("text", End::detail)
                    .bind("text", End::gateway);
            boolean known = true;
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    known &= row.getBoolean(1);
                }
            }
            return known;
        }
    }

    private static boolean update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate() == 1;
        }
    }

}
