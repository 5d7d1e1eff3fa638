package contacthub.segment.custom;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import contacthub.runtime.sql.Columns;

/** When customers must be judged again because of the passing of time; one moment a customer, by the database's clock. */
final class Checks {

    private static final String SET = """
            INSERT INTO custom_segment_check AS c (customer, at) SELECT * FROM unnest(?, ?)
            ON CONFLICT (customer) DO UPDATE SET at = excluded.at WHERE c.at <> excluded.at""";
    private static final String CLEAR = "DELETE FROM custom_segment_check WHERE customer = ANY (?)";
    /** Held are the customers, like everywhere: what is due of one held elsewhere is set anew there. */
    private static final String DUE = """
            SELECT c.id FROM custom_segment_check k JOIN customer c ON c.id = k.customer
            WHERE k.at <= now() ORDER BY k.at LIMIT ? FOR NO KEY UPDATE OF c SKIP LOCKED""";
    private static final String NOW = """
            INSERT INTO custom_segment_check AS c (customer, at) SELECT id, now() FROM unnest(?::uuid[]) id ORDER BY id
            ON CONFLICT (customer) DO UPDATE SET at = least(c.at, excluded.at)""";

    private Checks() {
    }

    /** Keeps when these customers are due; those without a moment never are. */
    static void keep(Connection connection, Collection<UUID> customers, Map<UUID, Instant> due) throws SQLException {
        forget(connection, customers.stream().filter(customer -> !due.containsKey(customer)).sorted().toList());
        List<Map.Entry<UUID, Instant>> rows = due.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(SET)) {
            Columns.of(connection, upsert, rows).bind("uuid", Map.Entry::getKey)
                    .bind("timestamptz", Map.Entry::getValue);
            upsert.executeUpdate();
        }
    }

    static void forget(Connection connection, List<UUID> customers) throws SQLException {
        update(connection, CLEAR, customers);
    }

    /** Has these customers judged at once. */
    static void hasten(Connection connection, Collection<UUID> customers) throws SQLException {
        update(connection, NOW, customers);
    }

    private static void update(Connection connection, String sql, Collection<UUID> customers) throws SQLException {
        if (customers.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            update.executeUpdate();
        }
    }

    /** Some customers who are due, held against other instances. */
    static List<UUID> due(Connection connection, int limit) throws SQLException {
        List<UUID> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setInt(1, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(row.getObject(1, UUID.class));
                }
            }
        }
        return due;
    }
}
