package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.clock.Happening.Kind;
import contacthub.runtime.sql.Columns;

/** What happened in conversations, as rows; read again only when something arrives late. */
@ApplicationScoped
class Happenings {

    private static final String ADD = """
            INSERT INTO happening (conversation_id, at, kind, id, value, until, because, operator, letters)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String WITHDRAW = """
            DELETE FROM happening h USING unnest(?, ?) n (conversation_id, id)
            WHERE h.conversation_id = n.conversation_id AND h.id = n.id AND h.kind = 'ANSWER'""";
    private static final String OF = "SELECT * FROM happening WHERE conversation_id = ANY (?)";

    /** A happening and where. */
    record In(UUID conversation, Happening happening) {}

    void add(Connection connection, List<In> happenings) throws SQLException {
        if (happenings.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            Columns.of(connection, insert, happenings)
                    .bind("uuid", In::conversation)
                    .bind("timestamptz", in -> in.happening.at())
                    .bind("text", in -> in.happening.kind().name())
                    .bind("uuid", in -> in.happening.id())
                    .bind("text", in -> in.happening.value())
                    .bind("timestamptz", in -> in.happening.until())
                    .bind("text", in -> in.happening.because())
                    .bind("text", in -> in.happening.operator())
                    .bind("int4", in -> in.happening.letters());
            insert.executeUpdate();
        }
    }

    /** Takes away what did not happen after all. */
    void withdraw(Connection connection, Collection<Courses.Taken> all) throws SQLException {
        List<Map.Entry<UUID, UUID>> withdrawn = all.stream().flatMap(taken -> taken.withdrawn().stream()
                .map(id -> Map.entry(taken.matter().conversation(), id))).toList();
        if (withdrawn.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(WITHDRAW)) {
            Columns.of(connection, delete, withdrawn).bind("uuid", Map.Entry::getKey).bind("uuid", Map.Entry::getValue);
            delete.executeUpdate();
        }
    }

    /** All of these conversations. */
    Map<UUID, List<Happening>> of(Connection connection, Collection<UUID> conversations) throws SQLException {
        if (conversations.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement select = connection.prepareStatement(OF)) {
            select.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
            Map<UUID, List<Happening>> found = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getObject("conversation_id", UUID.class), any -> new ArrayList<>())
                            .add(new Happening(row.getObject("id", UUID.class), SlaClocks.time(row, "at"),
                                    Kind.valueOf(row.getString("kind")), row.getString("value"),
                                    SlaClocks.time(row, "until"), row.getString("because"), row.getString("operator"),
                                    row.getObject("letters", Integer.class)));
                }
            }
            return found;
        }
    }
}
