package contacthub.contact.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.CallFact;
import contacthub.contracts.ContactFact;
import contacthub.contracts.FactTypes;
import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Columns;

/** Writes history: entries in sets, each once, and how the delivery of one went. */
@ApplicationScoped
public class Timeline {

    private static final String APPEND = """
            INSERT INTO timeline_entry (address_id, occurred_at, id, recorded_at, changed_at, type, service, channel,
                direction, summary, detail, conversation_id, operator, doubtful_time, trace)
            SELECT address_id, occurred_at, id, recorded_at, clock_timestamp(), type, service, channel, direction,
                summary, detail::json, conversation_id, operator, doubtful_time, trace
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) n (address_id, occurred_at, id, recorded_at, type,
                service, channel, direction, summary, detail, conversation_id, operator, doubtful_time, trace)
            ON CONFLICT DO NOTHING""";
    private static final String DELIVERY = """
            UPDATE timeline_entry SET delivery = jsonb_build_object('status', ?::text, 'rank', ?::int, 'channel', ?::text,
                'reason', ?::text, 'detail', ?::text), changed_at = clock_timestamp()
            WHERE address_id = ANY (?) AND occurred_at = ? AND id = ? AND type = ?
                AND coalesce((delivery ->> 'rank')::int, -1) < ?""";

    /** The version of the ids of entries that were made here. */
    private static final int OURS = 7;
    private static final String ANSWERS = """
            SELECT e.* FROM unnest(?, ?) n (address_id, since) CROSS JOIN LATERAL (
                SELECT address_id, occurred_at, id, channel, operator, detail ->> 'thread' AS thread,
                    detail ->> 'text' AS text, conversation_id
                FROM timeline_entry
                WHERE address_id = n.address_id AND occurred_at >= n.since AND type = ? AND NOT doubtful_time) e
            ORDER BY e.occurred_at, e.id""";
    private static final String ANSWERED = """
            SELECT e.conversation_id, coalesce((e.detail ->> 'answered')::timestamptz, e.occurred_at) AS at
            FROM conversation c JOIN timeline_entry e ON e.address_id = c.address_id AND e.conversation_id = c.id
            WHERE c.id = ANY (?) AND (e.type = ? OR e.type = ? AND e.detail ->> 'answered' IS NOT NULL)
            ORDER BY at""";
    private static final String PLACE = """
            UPDATE timeline_entry SET conversation_id = ?, changed_at = clock_timestamp()
            WHERE address_id = ? AND occurred_at = ? AND id = ?""";

    /** Adds entries in the transaction of this connection. */
    public void append(Connection connection, List<Entry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            Columns.of(connection, insert, entries)
                    .bind("uuid", Entry::address)
                    .bind("timestamptz", Entry::occurredAt)
                    .bind("uuid", Entry::id)
                    .bind("timestamptz", Entry::recordedAt)
                    .bind("text", Entry::type)
                    .bind("text", Entry::service)
                    .bind("text", Entry::channel)
                    .bind("text", Entry::direction)
                    .bind("text", Entry::summary)
                    .bind("text", Entry::detail)
                    .bind("uuid", Entry::conversation)
                    .bind("text", Entry::operator)
                    .bind("bool", Entry::doubtfulTime)
                    .bind("text", Entry::trace);
            insert.executeUpdate();
        }
    }

    /**
     * Notes how deliveries go, in this order; the state of one never falls.
     *
     * @return for each, whether such an entry was there and changed
     */
    public List<Boolean> deliver(Connection connection, List<Delivery> deliveries) throws SQLException {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement update = connection.prepareStatement(DELIVERY)) {
            for (Delivery delivery : deliveries) {
                update.setString(1, delivery.status());
                update.setInt(2, delivery.rank());
                update.setString(3, delivery.channel());
                update.setString(4, delivery.reason());
                update.setString(5, delivery.detail());
                update.setArray(6, connection.createArrayOf("uuid", delivery.line().addresses().toArray()));
                update.setObject(7, Ids.time(delivery.line().entry()).atOffset(ZoneOffset.UTC));
                update.setObject(8, delivery.line().entry());
                update.setString(9, delivery.line().type());
                update.setInt(10, delivery.rank());
                update.addBatch();
            }
            return IntStream.of(update.executeBatch()).mapToObj(changed -> changed > 0).toList();
        }
    }

    /**
     * Answers to the customer that were told to us, in their order; those given here know their conversation for good.
     *
     * @param since by address, how old they may be
     */
    public List<Earlier> answers(Connection connection, Map<UUID, Instant> since) throws SQLException {
        if (since.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select = connection.prepareStatement(ANSWERS)) {
            Columns.of(connection, select, List.copyOf(since.entrySet()))
                    .bind("uuid", Map.Entry::getKey)
                    .bind("timestamptz", Map.Entry::getValue);
            select.setString(3, FactTypes.name(ContactFact.Sent.class));
            List<Earlier> answers = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    answers.add(new Earlier(found.getObject("address_id", UUID.class),
                            found.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                            found.getObject("id", UUID.class), found.getString("channel"), found.getString("operator"),
                            found.getString("thread"), found.getString("text"),
                            found.getObject("conversation_id", UUID.class)));
                }
            }
            return answers.stream().filter(answer -> answer.entry.version() != OURS).toList();
        }
    }

    /** When these conversations were answered, each in order, also on the phone. */
    public Map<UUID, List<Instant>> answered(Connection connection, Collection<UUID> conversations)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ANSWERED)) {
            select.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
            select.setString(2, FactTypes.name(ContactFact.Sent.class));
            select.setString(3, FactTypes.name(CallFact.Recorded.class));
            Map<UUID, List<Instant>> answered = new HashMap<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    answered.computeIfAbsent(found.getObject(1, UUID.class), id -> new ArrayList<>())
                            .add(found.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
            return answered;
        }
    }

    /** Gives answers the conversation they belong to. */
    public void place(Connection connection, Map<Earlier, UUID> conversations) throws SQLException {
        if (conversations.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(PLACE)) {
            for (Map.Entry<Earlier, UUID> placed : conversations.entrySet()) {
                update.setObject(1, placed.getValue());
                update.setObject(2, placed.getKey().address());
                update.setObject(3, placed.getKey().at().atOffset(ZoneOffset.UTC));
                update.setObject(4, placed.getKey().entry());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** An answer on a timeline; conversation is null where it belongs to none yet. */
    public record Earlier(UUID address, Instant at, UUID entry, String channel, String operator, String thread,
            String text, UUID conversation) {}

    /** A line of one customer's timeline: all their addresses, the entry's id (a UUIDv7 of its time) and its type. */
    public record Line(List<UUID> addresses, UUID entry, String type) {}

    /** How far a notification has come, with the machine-readable reason where it did not arrive. */
    public record Delivery(Line line, String status, int rank, String channel, String reason, String detail) {}
}
