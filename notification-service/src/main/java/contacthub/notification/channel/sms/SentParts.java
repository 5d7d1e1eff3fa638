package contacthub.notification.channel.sms;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import io.quarkus.scheduler.Scheduled;

import contacthub.notification.channel.Receipt;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;

/**
 * The parts an SMSC took, by its ids of them, and what it said of each. A part's row is made by whichever comes first,
 * our note that it was taken or its receipt; so the two meet in any order, also after a restart (docs/adr/0044).
 */
@ApplicationScoped
public class SentParts {

    /** The channel of all that is sent in parts. */
    public static final String CHANNEL = "sms";

    private static final String DELIVERED = "delivered";
    /** An id that comes again after an hour is another message's: SMSCs count anew after a restart. */
    private static final String TAKE = """
            INSERT INTO sms_part AS p (gateway_id, notification) SELECT * FROM unnest(?, ?)
            ON CONFLICT (gateway_id) DO UPDATE SET notification = excluded.notification, at = now(),
                status = CASE WHEN p.notification = excluded.notification
                    OR p.notification IS NULL AND p.at > now() - interval '1 hour' THEN p.status END,
                detail = p.detail
            RETURNING notification, status IS NOT NULL""";
    private static final String WHOLE = """
            INSERT INTO sms_message AS m (notification, parts, taken, ids)
            SELECT n.notification, n.parts, n.taken::int[],
                (SELECT count(*) FROM sms_part p WHERE p.notification = n.notification)
            FROM unnest(?, ?, ?) n (notification, parts, taken)
            ON CONFLICT (notification) DO UPDATE SET ids = excluded.ids,
                taken = ARRAY(SELECT DISTINCT unnest(m.taken || excluded.taken))""";
    private static final String REPORT = """
            INSERT INTO sms_part AS p (gateway_id, status, detail) VALUES (?, ?, ?)
            ON CONFLICT (gateway_id) DO UPDATE SET
                status = CASE WHEN p.status = 'delivered' THEN p.status ELSE excluded.status END,
                detail = CASE WHEN p.status = 'delivered' THEN p.detail ELSE excluded.detail END
            RETURNING notification""";
    private static final String HOLD = """
            SELECT ids, cardinality(taken) = parts AS complete FROM sms_message WHERE notification = ? FOR UPDATE""";
    private static final String SUM = """
            SELECT count(*) FILTER (WHERE status = 'delivered'),
                (array_agg(status ORDER BY gateway_id) FILTER (WHERE status <> 'delivered'))[1],
                (array_agg(detail ORDER BY gateway_id) FILTER (WHERE status <> 'delivered'))[1]
            FROM sms_part WHERE notification = ?""";
    private static final String TAKEN = "SELECT unnest(taken) FROM sms_message WHERE notification = ?";
    /** No network keeps a message for longer than a week, so no receipt comes after that. */
    private static final List<String> FORGET = List.of("DELETE FROM sms_part WHERE at < now() - interval '8 days'",
            "DELETE FROM sms_message WHERE at < now() - interval '8 days'");

    private static final Optional<RuntimeException> NOTHING = Optional.empty();

    private final Transactions transactions;
    private final Event<Receipt> receipts;
    private final Queue<Note> waiting = new ConcurrentLinkedQueue<>();

    SentParts(Transactions transactions, Event<Receipt> receipts) {
        this.transactions = transactions;
        this.receipts = receipts;
    }

    /** One part and the SMSC's id of it. */
    public record Taken(int number, String gatewayId) {}

    /** Parts to be noted; once that is done it holds what failed, if anything did. */
    private record Note(UUID notification, int parts, List<Taken> taken,
            CompletableFuture<Optional<RuntimeException>> written) {}

    /** What an SMSC said of one of its messages at the end; without a reason it arrived. */
    public record Report(String gatewayId, String reason, String detail) {

        private String status() {
            return reason == null ? DELIVERED : reason;
        }
    }

    /** Which parts of a notification have been taken by earlier attempts. */
    public Set<Integer> taken(UUID notification) {
        return transactions.inNew(connection -> {
            try (PreparedStatement select = connection.prepareStatement(TAKEN)) {
                select.setObject(1, notification);
                Set<Integer> taken = new HashSet<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        taken.add(row.getInt(1));
                    }
                }
                return taken;
            }
        });
    }

    /**
     * Notes parts that were taken, of so many in all; receipts that were faster take effect now. Those who come while
     * others write are written together, by the first of them.
     */
    public void take(UUID notification, int parts, List<Taken> taken) {
        Note note = new Note(notification, parts, taken, new CompletableFuture<>());
        waiting.add(note);
        synchronized (waiting) {
            if (!note.written.isDone()) {
                writeWaiting();
            }
        }
        note.written.getNow(NOTHING).ifPresent(failure -> {
            throw failure;
        });
    }

    private void writeWaiting() {
        List<Note> notes = new ArrayList<>();
        for (Note note = waiting.poll(); note != null; note = waiting.poll()) {
            notes.add(note);
        }
        Optional<RuntimeException> failure = NOTHING;
        try {
            transactions.inNew(connection -> write(connection, notes));
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
        for (Note note : notes) {
            note.written.complete(failure);
        }
    }

    private Void write(Connection connection, List<Note> notes) throws SQLException {
        Set<UUID> reported = note(connection, notes);
        complete(connection, notes);
        for (UUID notification : reported) {
            settle(connection, notification);
        }
        return null;
    }

    /** Keeps what the SMSC said; it takes effect now or once we know whose part that is. */
    public void report(Report report) {
        transactions.inNew(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(REPORT)) {
                upsert.setString(1, report.gatewayId());
                upsert.setString(2, report.status());
                upsert.setString(3, report.detail());
                try (ResultSet row = upsert.executeQuery()) {
                    row.next();
                    UUID notification = row.getObject(1, UUID.class);
                    if (notification != null) {
                        settle(connection, notification);
                    }
                }
            }
            return null;
        });
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        transactions.inNew(connection -> {
            for (String sql : FORGET) {
                try (PreparedStatement delete = connection.prepareStatement(sql)) {
                    delete.executeUpdate();
                }
            }
            return null;
        });
    }

    /**
     * In one order, so that two who note parts never wait for each other. Some SMSCs give all parts one id. Answers of
     * what there is a receipt already; any that is not comes after us and counts for itself.
     */
    private static Set<UUID> note(Connection connection, List<Note> notes) throws SQLException {
        Map<String, UUID> ids = new TreeMap<>();
        notes.forEach(note -> note.taken.forEach(part -> ids.put(part.gatewayId, note.notification)));
        try (PreparedStatement insert = connection.prepareStatement(TAKE)) {
            Columns.of(connection, insert, List.copyOf(ids.entrySet())).bind("text", Map.Entry::getKey)
                    .bind("uuid", Map.Entry::getValue);
            Set<UUID> reported = new TreeSet<>();
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    if (row.getBoolean(2)) {
                        reported.add(row.getObject(1, UUID.class));
                    }
                }
            }
            return reported;
        }
    }

    private static void complete(Connection connection, List<Note> notes) throws SQLException {
        try (PreparedStatement whole = connection.prepareStatement(WHOLE)) {
            Columns.of(connection, whole, notes).bind("uuid", Note::notification).bind("int4", Note::parts)
                    .bind("text", note -> note.taken.stream().map(part -> Integer.toString(part.number))
                            .collect(Collectors.joining(",", "{", "}")));
            whole.executeUpdate();
        }
    }

    /** All parts make it arrive, one is enough to fail it. Who comes last sees them all, as the message is held first. */
    private void settle(Connection connection, UUID notification) throws SQLException {
        int ids = idsOfWhole(connection, notification);
        try (PreparedStatement sum = connection.prepareStatement(SUM)) {
            sum.setObject(1, notification);
            try (ResultSet row = sum.executeQuery()) {
                row.next();
                if (row.getString(2) != null) {
                    receipts.fire(Receipt.ofFailure(notification, CHANNEL, row.getString(2), row.getString(3)));
                } else if (row.getInt(1) == ids) {
                    receipts.fire(Receipt.ofArrival(notification, CHANNEL));
                }
            }
        }
    }

    /** How many ids a message has that was taken as a whole; of any other, more than can be. */
    private static int idsOfWhole(Connection connection, UUID notification) throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
            hold.setObject(1, notification);
            try (ResultSet row = hold.executeQuery()) {
                return row.next() && row.getBoolean("complete") ? row.getInt("ids") : Integer.MAX_VALUE;
            }
        }
    }
}
