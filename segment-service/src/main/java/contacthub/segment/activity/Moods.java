package contacthub.segment.activity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import contacthub.contracts.ContactFact;
import contacthub.contracts.ContactKind;
import contacthub.contracts.ConversationFact;
import contacthub.runtime.event.Received;
import contacthub.runtime.sql.Columns;

/**
 * Whether customers are angry: open complaints, and the kind of the latest contact. Contacts carry no tone, so one of
 * kind complaint is what counts as angry. The same whatever the order of the facts.
 */
public final class Moods {

    private static final String MATTERS = """
            INSERT INTO matter AS m (conversation, customer, complaint, resolved_at, reopened_at, complained_at)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
            ON CONFLICT (conversation) DO UPDATE SET complaint = m.complaint OR excluded.complaint,
                resolved_at = greatest(m.resolved_at, excluded.resolved_at),
                reopened_at = greatest(m.reopened_at, excluded.reopened_at),
                complained_at = least(m.complained_at, excluded.complained_at)""";
    private static final String LATEST = """
            INSERT INTO latest_contact AS l (customer, at, event, angry) SELECT * FROM unnest(?, ?, ?, ?)
            ON CONFLICT (customer) DO UPDATE SET at = excluded.at, event = excluded.event, angry = excluded.angry
            WHERE (l.at, l.event) < (excluded.at, excluded.event)""";
    private static final String OF = """
            SELECT (SELECT count(*) FROM matter WHERE customer = ANY (p.parts) AND complaint
                        AND (resolved_at IS NULL OR reopened_at > resolved_at)),
                   latest.angry, latest.at
            FROM (SELECT ?::uuid[] AS parts) p
            LEFT JOIN LATERAL (SELECT angry, at FROM latest_contact WHERE customer = ANY (p.parts)
                ORDER BY at DESC, event DESC LIMIT 1) latest ON true""";

    private static final String COMPLAINING = """
            SELECT DISTINCT customer FROM matter
            WHERE customer = ANY (?) AND complaint AND (resolved_at IS NULL OR reopened_at > resolved_at)""";

    private Moods() {
    }

    /**
     * How a customer feels about us.
     *
     * @param openComplaints complaints that are not resolved, or were reopened since
     * @param angryAt when the latest contact came, if it was angry; otherwise null
     */
    public record Mood(long openComplaints, Instant angryAt) {}

    /** The mood of a customer with all who are part of it. */
    public static Mood of(Connection connection, List<UUID> parts) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF)) {
            select.setArray(1, connection.createArrayOf("uuid", parts.toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Mood(row.getLong(1),
                        row.getBoolean(2) ? row.getObject(3, OffsetDateTime.class).toInstant() : null);
            }
        }
    }

    /** Those of these customers who have a complaint open, each by the id it was raised under. */
    public static Set<UUID> complaining(Connection connection, Collection<UUID> customers) throws SQLException {
        Set<UUID> complaining = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(COMPLAINING)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    complaining.add(row.getObject(1, UUID.class));
                }
            }
        }
        return complaining;
    }

    /** Takes the contacts and the turns of conversations among these events; other events are skipped. */
    static void on(Connection connection, List<Received> events) throws SQLException {
        Map<String, Matter> matters = new TreeMap<>();
        Map<UUID, Latest> latest = new TreeMap<>();
        for (Received event : events) {
            Matter matter = Matter.of(event);
            if (matter != null) {
                matters.merge(matter.conversation, matter, Matter::and);
            }
            if (event.is(ContactFact.Received.class)) {
                latest.merge(Customers.of(event), Latest.of(event), Latest::later);
            }
        }
        keepMatters(connection, List.copyOf(matters.values()));
        keepLatest(connection, List.copyOf(latest.values()));
    }

    private static void keepMatters(Connection connection, List<Matter> matters) throws SQLException {
        if (matters.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(MATTERS)) {
            Columns.of(connection, upsert, matters).bind("text", Matter::conversation).bind("uuid", Matter::customer)
                    .bind("bool", Matter::complaint).bind("timestamptz", Matter::resolved)
                    .bind("timestamptz", Matter::reopened).bind("timestamptz", Matter::complained);
            upsert.executeUpdate();
        }
    }

    private static void keepLatest(Connection connection, List<Latest> latest) throws SQLException {
        if (latest.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(LATEST)) {
            Columns.of(connection, upsert, latest).bind("uuid", Latest::customer).bind("timestamptz", Latest::at)
                    .bind("uuid", Latest::event).bind("bool", Latest::angry);
            upsert.executeUpdate();
        }
    }

    static Instant later(Instant one, Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    private record Matter(String conversation, UUID customer, Instant complained, Instant resolved, Instant reopened) {

        /** What an event says of a conversation; null where it says nothing that is needed here. */
        static Matter of(Received event) {
            if (event.is(ConversationFact.Opened.class)) {
                var opened = event.as(ConversationFact.Opened.class);
                return new Matter(opened.conversation(), Customers.of(event), complained(event, opened.kind()), null,
                        null);
            }
            if (event.is(ContactFact.Received.class) && event.correlation() != null) {
                return new Matter(event.correlation(), Customers.of(event),
                        complained(event, event.as(ContactFact.Received.class).kind()), null, null);
            }
            if (event.is(ConversationFact.Resolved.class)) {
                return new Matter(event.as(ConversationFact.Resolved.class).conversation(), Customers.of(event), null,
                        Customers.happened(event), null);
            }
            return event.is(ConversationFact.Reopened.class)
                    ? new Matter(event.as(ConversationFact.Reopened.class).conversation(), Customers.of(event), null,
                            null, Customers.happened(event))
                    : null;
        }

        Matter and(Matter other) {
            return new Matter(conversation, customer, earlier(complained, other.complained),
                    later(resolved, other.resolved), later(reopened, other.reopened));
        }

        boolean complaint() {
            return complained != null;
        }

        private static Instant complained(Received event, String kind) {
            return ContactKind.COMPLAINT.word().equals(kind) ? Customers.happened(event) : null;
        }

        private static Instant earlier(Instant one, Instant other) {
            return one == null || other != null && other.isBefore(one) ? other : one;
        }
    }

    private record Latest(UUID customer, Instant at, UUID event, boolean angry) {

        static Latest of(Received event) {
            return new Latest(Customers.of(event), Customers.happened(event), event.identity(),
                    ContactKind.COMPLAINT.word().equals(event.as(ContactFact.Received.class).kind()));
        }

        Latest later(Latest other) {
            return other.at.isBefore(at) ? this : other;
        }
    }
}
