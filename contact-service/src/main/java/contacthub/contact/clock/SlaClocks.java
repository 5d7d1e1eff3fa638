package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.clock.SlaClock.Target;
import contacthub.runtime.sql.Columns;

/** All clocks, as rows; changed in sets, and only from a state that allows it. */
@ApplicationScoped
public class SlaClocks {

    private static final String INSERT = """
            INSERT INTO sla_clock (id, conversation_id, address_id, kind, state, started_at, due_at, target_minutes,
                policy, calendar, because)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String STOPPABLE = """
            SELECT * FROM sla_clock WHERE conversation_id = ANY (?) AND state <> 'cancelled'
            ORDER BY id FOR UPDATE""";
    private static final String RESTART = """
            UPDATE sla_clock c SET started_at = n.started_at, due_at = n.due_at, state = n.state,
                ended_at = n.ended_at, because = n.because
            FROM unnest(?, ?, ?, ?, ?, ?) n (id, started_at, due_at, state, ended_at, because) WHERE c.id = n.id""";
    private static final String OF = "SELECT * FROM sla_clock WHERE conversation_id = ? ORDER BY started_at, id";
    private static final String PROMISES_OF = """
            SELECT s.* FROM sla_clock s JOIN address a ON a.id = s.address_id
            WHERE a.customer_id = ? AND s.kind = 'promise' AND s.state = 'running' ORDER BY s.due_at, s.id LIMIT 100""";
    private static final String END = """
            UPDATE sla_clock c SET state = n.state, ended_at = n.ended_at
            FROM unnest(?, ?, ?) n (id, state, ended_at) WHERE c.id = n.id""";
    private static final String DUE = """
            WITH due AS (
                SELECT id FROM sla_clock WHERE state = 'running' AND due_at <= now()
                ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED)
            UPDATE sla_clock c SET state = 'breached', ended_at = c.due_at FROM due WHERE c.id = due.id
            RETURNING c.*""";

    /** Starts new clocks. */
    public void start(Connection connection, List<SlaClock> clocks) throws SQLException {
        if (clocks.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Columns.of(connection, insert, clocks)
                    .bind("uuid", SlaClock::id)
                    .bind("uuid", SlaClock::conversation)
                    .bind("uuid", SlaClock::address)
                    .bind("text", SlaClock::kind)
                    .bind("text", SlaClock::state)
                    .bind("timestamptz", SlaClock::started)
                    .bind("timestamptz", SlaClock::due)
                    .bind("int8", clock -> clock.target().minutes())
                    .bind("text", clock -> clock.target().policy())
                    .bind("text", clock -> clock.target().calendar())
                    .bind("text", SlaClock::because);
            insert.executeUpdate();
        }
    }

    /** The clocks of these conversations that an answer can end or put right, locked. */
    public List<SlaClock> stoppable(Connection connection, Collection<UUID> conversations) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STOPPABLE)) {
            select.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
            return read(select);
        }
    }

    /** All clocks of a conversation, in the order they began. */
    public List<SlaClock> of(Connection connection, UUID conversation) throws SQLException {
        return of(connection, OF, conversation);
    }

    /** What a customer has been promised and still waits for, the most urgent first. */
    public List<SlaClock> promisesOf(Connection connection, UUID customer) throws SQLException {
        return of(connection, PROMISES_OF, customer);
    }

    private static List<SlaClock> of(Connection connection, String sql, UUID whose) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, whose);
            return read(select);
        }
    }

    /** Writes clocks that began earlier than we knew. */
    public void restart(Connection connection, List<SlaClock> clocks) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RESTART)) {
            Columns.of(connection, update, clocks)
                    .bind("uuid", SlaClock::id)
                    .bind("timestamptz", SlaClock::started)
                    .bind("timestamptz", SlaClock::due)
                    .bind("text", SlaClock::state)
                    .bind("timestamptz", SlaClock::ended)
                    .bind("text", SlaClock::because);
            update.executeUpdate();
        }
    }

    /** Writes how these clocks ended. */
    public void end(Connection connection, List<SlaClock> clocks) throws SQLException {
        if (clocks.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(END)) {
            Columns.of(connection, update, clocks)
                    .bind("uuid", SlaClock::id)
                    .bind("text", SlaClock::state)
                    .bind("timestamptz", SlaClock::ended);
            update.executeUpdate();
        }
    }

    /** Takes at most so many clocks whose deadline has passed by the database's time; nobody else gets the same. */
    List<SlaClock> breach(Connection connection, int most) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DUE)) {
            update.setInt(1, most);
            return read(update);
        }
    }

    private static List<SlaClock> read(PreparedStatement statement) throws SQLException {
        List<SlaClock> clocks = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                clocks.add(of(row));
            }
        }
        return clocks;
    }

    static SlaClock of(ResultSet row) throws SQLException {
        return new SlaClock(row.getObject("id", UUID.class), row.getObject("conversation_id", UUID.class),
                row.getObject("address_id", UUID.class), row.getString("kind"), row.getString("state"),
                time(row, "started_at"), time(row, "due_at"), time(row, "ended_at"),
                new Target(row.getString("policy"), row.getString("calendar"), row.getLong("target_minutes")),
                row.getString("because"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
