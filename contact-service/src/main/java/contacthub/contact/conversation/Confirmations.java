package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Resolved conversations that are not confirmed yet: when their customers are asked, and when silence confirms. */
@ApplicationScoped
class Confirmations {

    private static final String PLAN = """
            INSERT INTO confirmation (conversation_id, ask_at, confirm_at) VALUES (?, ?, ?)
            ON CONFLICT (conversation_id) DO UPDATE SET ask_at = excluded.ask_at, confirm_at = excluded.confirm_at""";
    private static final String DROP = "DELETE FROM confirmation WHERE conversation_id = ANY (?)";
    private static final String TO_ASK = """
            SELECT conversation_id FROM confirmation WHERE ask_at <= now() ORDER BY ask_at LIMIT ?""";
    private static final String CLAIM_TO_ASK = """
            UPDATE confirmation SET ask_at = NULL WHERE conversation_id = ANY (?) AND ask_at <= now()
            RETURNING conversation_id""";
    private static final String TO_CONFIRM = """
            SELECT conversation_id FROM confirmation WHERE confirm_at <= now() ORDER BY confirm_at LIMIT ?""";
    private static final String CLAIM_TO_CONFIRM = DROP + " AND confirm_at <= now() RETURNING conversation_id";

    private final boolean ask;
    private final Duration askAfter;
    private final Duration confirmAfter;

    Confirmations(@ConfigProperty(name = "hub.resolution.ask") boolean ask,
            @ConfigProperty(name = "hub.resolution.ask-after") Duration askAfter,
            @ConfigProperty(name = "hub.resolution.confirm-after") Duration confirmAfter) {
        if (askAfter.compareTo(confirmAfter) >= 0) {
            throw new IllegalArgumentException("hub.resolution.ask-after must be shorter than confirm-after");
        }
        this.ask = ask;
        this.askAfter = askAfter;
        this.confirmAfter = confirmAfter;
    }

    /** For how long after it was resolved a matter can be opened again by its customer. */
    Duration confirmAfter() {
        return confirmAfter;
    }

    /** When silence confirms a resolved matter. */
    Instant confirmedAt(Conversation resolved) {
        return resolved.resolvedAt.plus(confirmAfter);
    }

    /** It was just resolved; the customer is asked as given, or as is usual where that is not said. */
    void plan(Connection connection, Conversation conversation, Boolean asked) throws SQLException {
        boolean asks = (asked == null ? ask : asked) && conversation.canBeAsked();
        try (PreparedStatement insert = connection.prepareStatement(PLAN)) {
            insert.setObject(1, conversation.id);
            insert.setObject(2, asks ? conversation.resolvedAt.plus(askAfter).atOffset(ZoneOffset.UTC) : null);
            insert.setObject(3, confirmedAt(conversation).atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** Nothing is to be asked or confirmed of these any more; the caller holds their rows. */
    void drop(Connection connection, Collection<UUID> conversations) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DROP)) {
            delete.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
            delete.executeUpdate();
        }
    }

    /** At most so many whose customers are to be asked; nothing is locked. */
    List<UUID> toAsk(Connection connection, int most) throws SQLException {
        return due(connection, TO_ASK, most);
    }

    /** Those of these that are still to be asked, once; the caller holds the conversations' rows. */
    List<UUID> claimToAsk(Connection connection, Collection<UUID> conversations) throws SQLException {
        return claim(connection, CLAIM_TO_ASK, conversations);
    }

    /** At most so many that silence confirms; nothing is locked. */
    List<UUID> toConfirm(Connection connection, int most) throws SQLException {
        return due(connection, TO_CONFIRM, most);
    }

    /** Those of these that silence still confirms, once; the caller holds the conversations' rows. */
    List<UUID> claimToConfirm(Connection connection, Collection<UUID> conversations) throws SQLException {
        return claim(connection, CLAIM_TO_CONFIRM, conversations);
    }

    private static List<UUID> due(Connection connection, String sql, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, most);
            return ids(select);
        }
    }

    private static List<UUID> claim(Connection connection, String sql, Collection<UUID> conversations)
            throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            change.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
            return ids(change);
        }
    }

    private static List<UUID> ids(PreparedStatement statement) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
            }
        }
        return ids;
    }
}
