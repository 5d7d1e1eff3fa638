package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Promises that were broken and of which the customer has not been told yet. */
@ApplicationScoped
public class BrokenPromises {

    private static final String ADD = """
            INSERT INTO broken_promise (clock_id, conversation_id, due_at)
            SELECT id, conversation_id, now() FROM sla_clock WHERE id = ANY (?) ON CONFLICT DO NOTHING""";
    private static final String DUE = """
            SELECT conversation_id FROM broken_promise WHERE due_at <= now() ORDER BY due_at LIMIT ?""";
    private static final String CLAIM = """
            WITH claimed AS (DELETE FROM broken_promise WHERE conversation_id = ANY (?) RETURNING conversation_id)
            SELECT * FROM sla_clock
            WHERE conversation_id IN (SELECT conversation_id FROM claimed) AND kind = 'promise'
                AND state IN ('running', 'breached') AND stopped_at IS NULL
            ORDER BY started_at, id""";
    private static final String POSTPONE = """
            UPDATE broken_promise SET due_at = now() + ? * interval '1 millisecond' WHERE conversation_id = ?""";

    /** These have just been broken. */
    void add(Connection connection, List<UUID> promises) throws SQLException {
        if (promises.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setArray(1, connection.createArrayOf("uuid", promises.toArray()));
            insert.executeUpdate();
        }
    }

    /** Conversations whose customers are to be told, those that wait longest first. */
    public List<UUID> due(Connection connection, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setInt(1, most);
            List<UUID> due = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(row.getObject(1, UUID.class));
                }
            }
            return due;
        }
    }

    /**
     * Takes those of these conversations off the list, whose rows the caller holds; answers all of their promises that
     * are neither kept nor withdrawn, the latest last.
     */
    public List<SlaClock> claim(Connection connection, Collection<UUID> conversations) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
            return SlaClocks.read(claim);
        }
    }

    /** Those of this conversation are tried again later. */
    public void postpone(Connection connection, UUID conversation, Duration by) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(POSTPONE)) {
            update.setLong(1, by.toMillis());
            update.setObject(2, conversation);
            update.executeUpdate();
        }
    }
}
