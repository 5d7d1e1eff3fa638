package contacthub.segment.custom;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** Passes over all customers after edits; at most one is open, and another edit lets it begin again. */
final class Passes {

    private static final String COLUMNS = """
            SELECT id, state, because, begun_at, ended_at, customers, done, passed FROM custom_segment_pass""";
    private static final String BEGIN = """
            INSERT INTO custom_segment_pass (id, state, because, begun_at, customers)
            SELECT ?, 'running', ?, now(), count(*) FROM customer
            ON CONFLICT ((true)) WHERE state = 'running' DO UPDATE SET because = excluded.because,
                begun_at = excluded.begun_at, customers = excluded.customers, done = 0, passed = NULL""";
    private static final String NEXT = "SELECT id FROM customer WHERE id > ? ORDER BY id LIMIT ?";
    private static final String ADVANCE = "UPDATE custom_segment_pass SET done = done + ?, passed = ? WHERE id = ?";
    private static final String END = "UPDATE custom_segment_pass SET state = 'done', ended_at = now() WHERE id = ?";
    private static final UUID FIRST = new UUID(0, 0);

    private Passes() {
    }

    /**
     * A pass as it stands.
     *
     * @param customers how many there were when it began, {@code done} how many were looked at since
     * @param passed the last one looked at, null before the first
     */
    record Pass(@JsonIgnore UUID id, String state, String because, Instant begunAt, Instant endedAt, long customers,
            long done, @JsonIgnore UUID passed) {

        /** How far it is, from 0 to 100. */
        public int getPercent() {
            return state.equals("done") ? 100 : (int) Math.min(99, customers == 0 ? 0 : 100 * done / customers);
        }
    }

    static void begin(Connection connection, UUID id, String because) throws SQLException {
        update(connection, BEGIN, id, because);
    }

    static void advance(Connection connection, Pass pass, List<UUID> done) throws SQLException {
        update(connection, ADVANCE, done.size(), done.get(done.size() - 1), pass.id());
    }

    static void end(Connection connection, Pass pass) throws SQLException {
        update(connection, END, pass.id());
    }

    /** The newest, open or not. */
    static Optional<Pass> newest(Connection connection) throws SQLException {
        return read(connection, COLUMNS + " ORDER BY begun_at DESC LIMIT 1");
    }

    /** The open one, held; nothing where there is none, or another instance is at it. */
    static Optional<Pass> claim(Connection connection) throws SQLException {
        return read(connection, COLUMNS + " WHERE state = 'running' FOR UPDATE SKIP LOCKED");
    }

    /** The customers after the last one, in the order of their ids. */
    static List<UUID> after(Connection connection, UUID last, int limit) throws SQLException {
        List<UUID> customers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setObject(1, last == null ? FIRST : last);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    customers.add(row.getObject(1, UUID.class));
                }
            }
        }
        return customers;
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }

    private static Optional<Pass> read(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql); ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Pass(row.getObject(1, UUID.class), row.getString(2), row.getString(3),
                            instant(row, 4), instant(row, 5), row.getLong(6), row.getLong(7),
                            row.getObject(8, UUID.class)))
                    : Optional.empty();
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
