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
            List<UUID> due = new ArrayList<>();
            try (ResultSet found = delete.executeQuery()) {
                while (found.next()) {
                    due.add(found.getObject(1, UUID.class));
                }
            }
            return due;
        }
    }
}
