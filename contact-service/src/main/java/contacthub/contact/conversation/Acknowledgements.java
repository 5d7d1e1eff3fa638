package contacthub.contact.conversation;

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

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** New conversations that wait a moment before the hub acknowledges them; dropped when a person answers first. */
@ApplicationScoped
class Acknowledgements {

    private static final String PLAN = """
            INSERT INTO acknowledgement (conversation_id, due_at)
            SELECT unnest(?::uuid[]), now() + ? * interval '1 millisecond' ON CONFLICT DO NOTHING""";
    private static final String DUE = """
            SELECT conversation_id FROM acknowledgement WHERE due_at <= now() ORDER BY due_at LIMIT ?""";
    private static final String POSTPONE = """
            UPDATE acknowledgement SET due_at = now() + ? * interval '1 millisecond' WHERE conversation_id = ?""";
    private static final String DROP = "DELETE FROM acknowledgement WHERE conversation_id = ANY (?)";
    private static final String CLAIM = DROP + " RETURNING conversation_id";

    private final Duration after;

    Acknowledgements(@ConfigProperty(name = "hub.promise.acknowledge-after") Duration after) {
        this.after = after;
    }

    void plan(Connection connection, List<UUID> conversations) throws SQLException {
        if (conversations.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(PLAN)) {
            insert.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
            insert.setLong(2, after.toMillis());
            insert.executeUpdate();
        }
    }

    /** At most so many conversations that have waited long enough. */
    List<UUID> due(Connection connection, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setInt(1, most);
            return ids(select);
        }
    }

    /** This one waits longer. */
    void postpone(Connection connection, UUID conversation, Duration by) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(POSTPONE)) {
            update.setLong(1, by.toMillis());
            update.setObject(2, conversation);
            update.executeUpdate();
        }
    }

    /** Nobody needs to acknowledge these any more; whoever says so holds their rows, so none is being acknowledged. */
    void drop(Connection connection, Collection<UUID> conversations) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DROP)) {
            delete.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
            delete.executeUpdate();
        }
    }

    /** Takes those of them that still wait; the caller holds the conversations' rows. */
    List<UUID> claim(Connection connection, Collection<UUID> conversations) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(CLAIM)) {
            delete.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
            return ids(delete);
        }
    }

    private static List<UUID> ids(PreparedStatement statement) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                ids.add(found.getObject(1, UUID.class));
            }
        }
        return ids;
    }
}
