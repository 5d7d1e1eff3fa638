package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.policy.ClockKind;
import contacthub.contact.policy.Target;
import contacthub.runtime.sql.Columns;

/** All clocks, as rows; written in sets. */
@ApplicationScoped
public class SlaClocks {

    private static final Duration MICRO = Duration.of(1, ChronoUnit.MICROS);
    private static final String WRITE = """
            INSERT INTO sla_clock (id, conversation_id, address_id, kind, number, state, started_at, due_at, ended_at,
                stopped_at, since, used_us, policy, policy_version, calendar, target_minutes, waits, segment, because,
                operator, next_at, warn_at, ladder_at)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET number = excluded.number, state = excluded.state,
                started_at = excluded.started_at, due_at = excluded.due_at, ended_at = excluded.ended_at,
                stopped_at = excluded.stopped_at, since = excluded.since, used_us = excluded.used_us,
                policy = excluded.policy, policy_version = excluded.policy_version, calendar = excluded.calendar,
                target_minutes = excluded.target_minutes, waits = excluded.waits, segment = excluded.segment,
                because = excluded.because,
                operator = excluded.operator, next_at = excluded.next_at, warn_at = excluded.warn_at,
                warned = CASE WHEN sla_clock.target_minutes = excluded.target_minutes THEN sla_clock.warned ELSE 0 END,
                ladder_at = excluded.ladder_at, fault = NULL, retry_at = NULL,
                climbed = CASE WHEN sla_clock.due_at = excluded.due_at THEN sla_clock.climbed ELSE 0 END""";
    private static final String BREACHED = """
            UPDATE sla_clock c SET state = 'breached', ended_at = c.due_at, next_at = NULL, warn_at = NULL,
                ladder_at = n.ladder_at, fault = NULL, retry_at = NULL
            FROM unnest(?, ?) n (id, ladder_at) WHERE c.id = n.id""";
    private static final String LOCKED = "SELECT * FROM sla_clock WHERE id = ANY (?) ORDER BY id FOR UPDATE";
    private static final String LOCKED_OF = """
            SELECT * FROM sla_clock WHERE conversation_id = ANY (?) ORDER BY id FOR UPDATE""";
    private static final String ONE = "SELECT * FROM sla_clock WHERE id = ?";
    private static final String OF = "SELECT * FROM sla_clock WHERE conversation_id = ? ORDER BY started_at, id";
    private static final String PROMISES_OF = """
            SELECT s.* FROM sla_clock s JOIN address a ON a.id = s.address_id
            WHERE a.customer_id = ? AND s.kind = 'promise' AND s.state = 'running' ORDER BY s.due_at, s.id LIMIT 100""";
    private static final String FIRST_REPLIES = """
            SELECT * FROM sla_clock WHERE conversation_id = ANY (?) AND kind = 'first-reply'""";
    private static final String WARNED = """
            UPDATE sla_clock c SET warned = n.warned, warn_at = n.warn_at, fault = NULL, retry_at = NULL
            FROM unnest(?, ?, ?) n (id, warned, warn_at) WHERE c.id = n.id""";

    private final WarningTimes times;
    private final LadderTimes ladder;

    SlaClocks(WarningTimes times, LadderTimes ladder) {
        this.times = times;
        this.ladder = ladder;
    }

    /** A clock and when anything is to happen to it by the passing of time alone. */
    record Row(SlaClock clock, Instant next) {}

    /** Writes clocks as they are now, new ones and others. */
    void write(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(WRITE)) {
            Columns.of(connection, insert, rows)
                    .bind("uuid", row -> row.clock.id())
                    .bind("uuid", row -> row.clock.conversation())
                    .bind("uuid", row -> row.clock.address())
                    .bind("text", row -> row.clock.kind().text())
                    .bind("int4", row -> row.clock.number())
                    .bind("text", row -> row.clock.state())
                    .bind("timestamptz", row -> row.clock.started())
                    .bind("timestamptz", row -> row.clock.due())
                    .bind("timestamptz", row -> row.clock.ended())
                    .bind("timestamptz", row -> row.clock.stopped())
                    .bind("timestamptz", row -> row.clock.since())
                    .bind("int8", row -> micros(row.clock.used()))
                    .bind("text", row -> row.clock.target().policy())
                    .bind("int8", row -> row.clock.target().version())
                    .bind("text", row -> row.clock.target().calendar())
                    .bind("int8", row -> row.clock.target().minutes())
                    .bind("bool", row -> row.clock.target().waits())
                    .bind("text", row -> row.clock.segment())
                    .bind("text", row -> row.clock.because())
                    .bind("text", row -> row.clock.operator())
                    .bind("timestamptz", Row::next)
                    .bind("timestamptz", row -> times.first(row.clock))
                    .bind("timestamptz", row -> ladder.first(row.clock));
            insert.executeUpdate();
        }
    }

    /** Writes no more of clocks than changes when their deadline passes: many may be due at once. */
    void breached(Connection connection, List<SlaClock> clocks) throws SQLException {
        if (clocks.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(BREACHED)) {
            Columns.of(connection, update, clocks)
                    .bind("uuid", SlaClock::id)
                    .bind("timestamptz", ladder::first);
            update.executeUpdate();
        }
    }

    /** These clocks, locked. */
    List<SlaClock> locked(Connection connection, Collection<UUID> clocks) throws SQLException {
        return any(connection, LOCKED, clocks);
    }

    /** All clocks of these conversations, locked. */
    List<SlaClock> lockedOf(Connection connection, Collection<UUID> conversations) throws SQLException {
        return any(connection, LOCKED_OF, conversations);
    }

    /** The first-reply clocks of these conversations, as they are. */
    public List<SlaClock> firstReplies(Connection connection, Collection<UUID> conversations) throws SQLException {
        return any(connection, FIRST_REPLIES, conversations);
    }

    private static List<SlaClock> any(Connection connection, String sql, Collection<UUID> which) throws SQLException {
        if (which.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("uuid", which.toArray()));
            return read(select);
        }
    }

    /** One clock. */
    Optional<SlaClock> one(Connection connection, UUID id) throws SQLException {
        return of(connection, ONE, id).stream().findFirst();
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

    /** Remembers what clocks were warned of. */
    void warned(Connection connection, List<Warning.Warned> warned) throws SQLException {
        if (warned.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(WARNED)) {
            Columns.of(connection, update, warned)
                    .bind("uuid", one -> one.clock().id())
                    .bind("int4", Warning.Warned::percent)
                    .bind("timestamptz", Warning.Warned::next);
            update.executeUpdate();
        }
    }

    static List<SlaClock> read(PreparedStatement statement) throws SQLException {
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
                row.getObject("address_id", UUID.class), ClockKind.of(row.getString("kind")), row.getInt("number"),
                row.getString("state"), time(row, "started_at"), time(row, "due_at"), time(row, "ended_at"),
                time(row, "stopped_at"), time(row, "since"), MICRO.multipliedBy(row.getLong("used_us")), target(row),
                row.getString("segment"), row.getString("because"), row.getString("operator"));
    }

    static long micros(Duration duration) {
        return duration.dividedBy(MICRO);
    }

    static Target target(ResultSet row) throws SQLException {
        return new Target(row.getString("policy"), row.getLong("policy_version"), row.getString("calendar"),
                row.getLong("target_minutes"), row.getBoolean("waits"));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
