package contacthub.segment.recalculation;

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

import jakarta.enterprise.context.ApplicationScoped;

/** The recalculations there have been; at most one of them is open at a time. */
@ApplicationScoped
class Recalculations {

    private static final String COLUMNS = """
            SELECT id, state, because, asked_at, asked_by, started_at, ended_at, rule_version, customers, done, changed,
                passed
            FROM recalculation""";
    private static final String OPEN = " WHERE state IN ('waiting', 'running')";
    private static final String ASK = """
            INSERT INTO recalculation (id, state, because, asked_at, asked_by) VALUES (?, 'waiting', ?, now(), ?)
            ON CONFLICT DO NOTHING""";
    private static final String RESTART = """
            UPDATE recalculation SET state = 'waiting', because = ?, asked_at = now(), asked_by = ?, rule_version = NULL,
                customers = NULL, done = 0, changed = 0, passed = NULL
            WHERE state IN ('waiting', 'running')""";
    private static final String BEGIN = """
            UPDATE recalculation SET state = 'running', started_at = coalesce(started_at, now()), rule_version = ?,
                customers = (SELECT count(*) FROM customer)
            WHERE id = ?""";
    private static final String PASS = """
            UPDATE recalculation SET done = done + ?, changed = changed + ?, passed = ? WHERE id = ?""";
    private static final String END = "UPDATE recalculation SET state = ?, ended_at = now() WHERE id = ? AND "
            + "state IN ('waiting', 'running')";

    /** Asks for one; false where one is open already. */
    boolean ask(Connection connection, UUID id, String because, String by) throws SQLException {
        return update(connection, ASK, id, because, by) == 1;
    }

    /** Lets the one that is open begin again from the first customer; false where none is. */
    boolean restart(Connection connection, String because, String by) throws SQLException {
        return update(connection, RESTART, because, by) == 1;
    }

    void begin(Connection connection, UUID id, String ruleVersion) throws SQLException {
        update(connection, BEGIN, ruleVersion, id);
    }

    void pass(Connection connection, UUID id, long done, long changed, UUID last) throws SQLException {
        update(connection, PASS, done, changed, last, id);
    }

    /** Ends it; false where it has ended before. */
    boolean end(Connection connection, UUID id, String state) throws SQLException {
        return update(connection, END, state, id) == 1;
    }

    Optional<Recalculation> open(Connection connection) throws SQLException {
        return read(connection, COLUMNS + OPEN).stream().findFirst();
    }

    /** The one to be carried on, held; nothing where there is none, or another instance is at it. */
    Optional<Recalculation> claim(Connection connection) throws SQLException {
        return read(connection, COLUMNS + OPEN + " FOR UPDATE SKIP LOCKED").stream().findFirst();
    }

    Optional<Recalculation> find(Connection connection, UUID id) throws SQLException {
        return read(connection, COLUMNS + " WHERE id = ?", id).stream().findFirst();
    }

    /** The newest first, those before an id. */
    List<Recalculation> list(Connection connection, Optional<UUID> before, int limit) throws SQLException {
        return before.isPresent()
                ? read(connection, COLUMNS + " WHERE id < ? ORDER BY id DESC LIMIT ?", before.get(), limit)
                : read(connection, COLUMNS + " ORDER BY id DESC LIMIT ?", limit);
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = bound(connection, sql, values)) {
            return update.executeUpdate();
        }
    }

    private static List<Recalculation> read(Connection connection, String sql, Object... values) throws SQLException {
        List<Recalculation> found = new ArrayList<>();
        try (PreparedStatement select = bound(connection, sql, values); ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Recalculation(row.getObject(1, UUID.class), row.getString(2), row.getString(3),
                        instant(row, 4), row.getString(5), instant(row, 6), instant(row, 7), row.getString(8),
                        row.getObject(9, Long.class), row.getLong(10), row.getLong(11),
                        row.getObject(12, UUID.class)));
            }
        }
        return found;
    }

    private static PreparedStatement bound(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
