package contacthub.segment.activity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.ContactFact;
import contacthub.contracts.ContactKind;
import contacthub.contracts.ConversationFact;
import contacthub.runtime.event.Received;

/** Which complaints are open, as the facts about their conversations tell; of one conversation the latest fact holds. */
@ApplicationScoped
public class Complaints {

    private static final String RAISE = """
            INSERT INTO complaint AS c (conversation, customer, open, at) VALUES (?, ?, ?, ?)
            ON CONFLICT (conversation) DO UPDATE SET open = excluded.open, at = excluded.at
            WHERE c.at <= excluded.at""";
    private static final String TURN = """
            UPDATE complaint c SET open = n.open, at = n.at
            FROM (VALUES (?::uuid, ?::uuid, ?::boolean, ?::timestamptz)) n (conversation, customer, open, at)
            WHERE c.conversation = n.conversation AND c.at <= n.at""";
    private static final String OPEN = "SELECT DISTINCT customer FROM complaint WHERE open AND customer = ANY (?)";

    /** What one event says of a conversation: whether it is open, and whether that makes a complaint of it. */
    private record Turn(String conversation, boolean open, boolean raises) {}

    /** Learns what these events tell of complaints; others are skipped. */
    void learn(Connection connection, List<Received> fresh) throws SQLException {
        for (Received event : fresh) {
            Optional<Turn> turn = turn(event);
            if (turn.isPresent()) {
                write(connection, event, turn.get());
            }
        }
    }

    private static Optional<Turn> turn(Received event) {
        if (event.is(ConversationFact.Opened.class)) {
            var opened = event.as(ConversationFact.Opened.class);
            return raised(opened.kind(), opened.conversation());
        }
        if (event.is(ContactFact.Received.class)) {
            return raised(event.as(ContactFact.Received.class).kind(), event.correlation());
        }
        if (event.is(ConversationFact.Resolved.class)) {
            return Optional.of(new Turn(event.as(ConversationFact.Resolved.class).conversation(), false, false));
        }
        return event.is(ConversationFact.Reopened.class)
                ? Optional.of(new Turn(event.as(ConversationFact.Reopened.class).conversation(), true, false))
                : Optional.empty();
    }

    private static Optional<Turn> raised(String kind, String conversation) {
        return ContactKind.COMPLAINT.word().equals(kind) && conversation != null
                ? Optional.of(new Turn(conversation, true, true))
                : Optional.empty();
    }

    private static void write(Connection connection, Received event, Turn turn) throws SQLException {
        Instant at = event.time() == null ? event.recorded() : event.time();
        try (PreparedStatement change = connection.prepareStatement(turn.raises() ? RAISE : TURN)) {
            change.setObject(1, UUID.fromString(turn.conversation()));
            change.setObject(2, Customers.of(event));
            change.setBoolean(3, turn.open());
            change.setObject(4, at.atOffset(ZoneOffset.UTC));
            change.executeUpdate();
        }
    }

    /** Those of these customers who have a complaint open, each by the id it was raised under. */
    public Set<UUID> open(Connection connection, Collection<UUID> customers) throws SQLException {
        Set<UUID> open = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(OPEN)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    open.add(row.getObject(1, UUID.class));
                }
            }
        }
        return open;
    }
}
