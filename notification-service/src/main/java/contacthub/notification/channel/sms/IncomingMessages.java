package contacthub.notification.channel.sms;

import java.io.ByteArrayOutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.Event;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.sql.Transactions;

/**
 * Short messages of customers: parts are kept until all are there, in any order, then the whole is put on the intake
 * log. SMPP has no id of a message to us; what comes again from the same sender, octet for octet, within a minute, or a
 * part of the same reference within an hour, is taken to be sent again (docs/adr/0044).
 */
@ApplicationScoped
public class IncomingMessages {

    private static final String SOURCE = "/notification-service/sms";

    private static final String BEGIN = """
            INSERT INTO sms_incoming (id, sender, recipient, coding, parts) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING""";
    private static final String HOLD = """
            SELECT id, sender, recipient, coding, parts, told_at IS NOT NULL AS told,
                told_at > now() - CASE cardinality(parts) WHEN 1 THEN interval '1 minute' ELSE interval '1 hour' END
                    AS told_lately
            FROM sms_incoming WHERE id = ? FOR UPDATE""";
    private static final String KEEP = """
            UPDATE sms_incoming SET parts = ?, coding = ?, told_at = CASE WHEN ? THEN now() END,
                begun_at = CASE WHEN ? THEN now() ELSE begun_at END
            WHERE id = ?""";
    private static final String OVERDUE = """
            SELECT id, sender, recipient, coding, parts FROM sms_incoming
            WHERE told_at IS NULL AND begun_at < now() - interval '15 minutes' LIMIT 1 FOR UPDATE SKIP LOCKED""";
    private static final String FORGET_ONE = "DELETE FROM sms_incoming WHERE id = ?";
    private static final String FORGET = """
            DELETE FROM sms_incoming
            WHERE told_at < now() - CASE cardinality(parts) WHEN 1 THEN interval '1 minute' ELSE interval '1 hour' END""";

    private final Transactions transactions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    IncomingMessages(Transactions transactions, Outbox outbox, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is kept of a message; parts that have not come are null. */
    private record Kept(UUID id, String from, String to, int coding, byte[][] parts) {

        boolean isWhole() {
            return Arrays.stream(parts).allMatch(part -> part != null);
        }

        boolean has(IncomingPart part) {
            return Arrays.equals(parts[part.number() - 1], part.octets());
        }

        boolean contradicts(IncomingPart part) {
            return parts[part.number() - 1] != null && !has(part);
        }

        /** Runs of parts are read together, as some senders split characters. */
        String text() {
            var text = new StringBuilder();
            var run = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                if (part != null) {
                    run.writeBytes(part);
                } else {
                    text.append(IncomingText.of(coding, run.toByteArray())).append(IncomingText.GAP);
                    run.reset();
                }
            }
            return text.append(IncomingText.of(coding, run.toByteArray())).toString().strip();
        }
    }

    /** Keeps a part; returns once it is durable, as a contact where it was the last one missing. */
    public void take(IncomingPart part) {
        transactions.inNew(connection -> {
            begin(connection, part);
            add(connection, part);
            return null;
        });
    }

    /** Tells what is there of messages of which a part never came, and forgets what was told. */
    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tidy() {
        while (transactions.inNew(this::tellOverdue)) {
            continue;
        }
        transactions.inNew(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
                return delete.executeUpdate();
            }
        });
    }

    private static void begin(Connection connection, IncomingPart part) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            insert.setObject(1, part.message());
            insert.setString(2, part.from());
            insert.setString(3, part.to());
            insert.setInt(4, part.coding());
            insert.setArray(5, connection.createArrayOf("bytea", new byte[part.total()][]));
            insert.executeUpdate();
        }
    }

    private void add(Connection connection, IncomingPart part) throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
            hold.setObject(1, part.message());
            try (ResultSet row = hold.executeQuery()) {
                row.next();
                Kept kept = kept(row);
                if (row.getBoolean("told_lately") && kept.has(part)) {
                    return;
                }
                boolean another = row.getBoolean("told") || kept.contradicts(part);
                if (another && !row.getBoolean("told")) {
                    tell(connection, kept);
                }
                keep(connection, kept, part, another);
            }
        }
    }

    /** A reference used again begins another message. */
    private void keep(Connection connection, Kept kept, IncomingPart part, boolean another) throws SQLException {
        byte[][] parts = another ? new byte[part.total()][] : kept.parts;
        parts[part.number() - 1] = part.octets();
        Kept now = new Kept(kept.id, kept.from, kept.to, part.coding(), parts);
        if (now.isWhole()) {
            tell(connection, now);
        }
        try (PreparedStatement update = connection.prepareStatement(KEEP)) {
            update.setArray(1, connection.createArrayOf("bytea", parts));
            update.setInt(2, part.coding());
            update.setBoolean(3, now.isWhole());
            update.setBoolean(4, another);
            update.setObject(5, kept.id);
            update.executeUpdate();
        }
    }

    private boolean tellOverdue(Connection connection) throws SQLException {
        try (PreparedStatement overdue = connection.prepareStatement(OVERDUE);
                ResultSet row = overdue.executeQuery()) {
            Optional<Kept> found = row.next() ? Optional.of(kept(row)) : Optional.empty();
            if (found.isPresent()) {
                tell(connection, found.get());
                try (PreparedStatement delete = connection.prepareStatement(FORGET_ONE)) {
                    delete.setObject(1, found.get().id);
                    delete.executeUpdate();
                }
            }
            return found.isPresent();
        }
    }

    /** An empty message says nothing, and no contact is without a text. */
    private void tell(Connection connection, Kept kept) throws SQLException {
        String text = kept.text();
        if (text.isEmpty()) {
            return;
        }
        Address from = Address.of("phone", kept.from);
        Instant now = clock.instant();
        var contact = new ContactFact.Received("sms", from, null, text, null, kept.to, null, null, null, null);
        outbox.post(connection, from.ref(),
                new Event<>(ids.next().toString(), SOURCE, now, now, null, null, null, null, contact));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        Array parts = row.getArray("parts");
        return new Kept(row.getObject("id", UUID.class), row.getString("sender"), row.getString("recipient"),
                row.getInt("coding"), (byte[][]) parts.getArray());
    }
}
