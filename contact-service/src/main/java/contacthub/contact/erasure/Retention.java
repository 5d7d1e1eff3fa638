package contacthub.contact.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;

import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/**
 * Erases customers with whom nothing has happened for long, in all services, a window of customers at a time. A run
 * survives a restart and goes on after the last window; one instance works on it at a time.
 */
@ApplicationScoped
class Retention {

    private static final int WINDOW = 100;

    /** Known for longer than that, nothing on the timeline since, and no open matter. */
    private static final String IS_OLD = """
            c.erased_at IS NULL AND c.created_at < b.before
            AND NOT EXISTS (SELECT 1 FROM address a JOIN timeline_entry e ON e.address_id = a.id
                WHERE a.customer_id = c.id AND e.occurred_at >= b.before)
            AND NOT EXISTS (SELECT 1 FROM address a JOIN conversation o ON o.address_id = a.id
                WHERE a.customer_id = c.id AND o.status = 'open')""";
    private static final String COUNT = """
            WITH b (before) AS (VALUES (?::timestamptz)),
                old AS (SELECT c.id FROM customer c, b WHERE %s),
                theirs AS (SELECT a.id, a.type FROM address a JOIN old ON old.id = a.customer_id)
            SELECT (SELECT count(*) FROM old) AS customers,
                (SELECT count(*) FROM theirs WHERE type <> 'customer') AS addresses,
                (SELECT count(*) FROM conversation o JOIN theirs ON theirs.id = o.address_id) AS conversations,
                (SELECT count(*) FROM timeline_entry e JOIN theirs ON theirs.id = e.address_id) AS timeline_entries"""
            .formatted(IS_OLD);
    private static final String BEGIN = """
            INSERT INTO retention_run (id, older_than, before, asked_by, asked_at, state) VALUES (?, ?, ?, ?, ?, 'running')
            ON CONFLICT (state) WHERE state = 'running' DO NOTHING""";
    private static final String ONE = "SELECT * FROM retention_run WHERE id = ?";
    private static final String RUNNING = """
            SELECT id, before, asked_by, last FROM retention_run WHERE state = 'running' LIMIT 1 FOR UPDATE SKIP LOCKED""";
    private static final String NEXT = """
            SELECT c.id, %s AS old FROM customer c, (VALUES (?::timestamptz)) b (before)
            WHERE c.id IN (SELECT id FROM customer WHERE id > ? ORDER BY id LIMIT ?) ORDER BY c.id""".formatted(IS_OLD);
    private static final String ADVANCE = """
            UPDATE retention_run SET last = ?, looked = looked + ?, erased = erased + ?,
                state = CASE WHEN ? THEN 'done' ELSE state END, ended_at = CASE WHEN ? THEN now() END
            WHERE id = ?""";

    private final Transactions transactions;
    private final Erasing erasing;
    private final Ids ids;
    private final Clock clock;

    Retention(Transactions transactions, Erasing erasing, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.erasing = erasing;
        this.ids = ids;
        this.clock = clock;
    }

    /** How much a run would anonymise, by what it is. */
    Map<String, Long> count(Age age) {
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(COUNT)) {
                select.setObject(1, age.before().atOffset(ZoneOffset.UTC));
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    ResultSetMetaData columns = row.getMetaData();
                    Map<String, Long> counts = new LinkedHashMap<>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        counts.put(columns.getColumnLabel(i), row.getLong(i));
                    }
                    return counts;
                }
            }
        });
    }

    /** Begins a run; a 409 problem while another is under way. */
    RetentionRun begin(Age age, String operator) {
        Instant now = clock.instant();
        UUID id = ids.at(now);
        return transactions.inOne(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
                insert.setObject(1, id);
                insert.setString(2, age.text());
                insert.setObject(3, age.before().atOffset(ZoneOffset.UTC));
                insert.setString(4, operator);
                insert.setObject(5, now.atOffset(ZoneOffset.UTC));
                if (insert.executeUpdate() == 0) {
                    throw Problem.conflict("Another retention run is under way.");
                }
            }
            return find(connection, id).orElseThrow();
        });
    }

    Optional<RetentionRun> find(UUID id) {
        return transactions.inCurrent(connection -> find(connection, id));
    }

    private static Optional<RetentionRun> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(RetentionRun.of(row)) : Optional.empty();
            }
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        boolean more = true;
        while (more) {
            more = transactions.inNew(this::step);
        }
    }

    /** One window of the run that is under way, if any; answers whether there may be more. */
    private boolean step(Connection connection) throws SQLException {
        Optional<Run> found = running(connection);
        if (found.isEmpty()) {
            return false;
        }
        Run run = found.get();
        List<Looked> window = window(connection, run);
        List<UUID> old = window.stream().filter(Looked::isOld).map(Looked::customer).toList();
        erasing.erase(connection, old, run.operator);
        boolean done = window.size() < WINDOW;
        advance(connection, run, window, old.size(), done);
        return !done;
    }

    private static Optional<Run> running(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RUNNING); ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Run(row.getObject(1, UUID.class), row.getObject(2, OffsetDateTime.class),
                            row.getString(3), row.getObject(4, UUID.class)))
                    : Optional.empty();
        }
    }

    private static List<Looked> window(Connection connection, Run run) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setObject(1, run.before);
            select.setObject(2, run.last);
            select.setInt(3, WINDOW);
            List<Looked> window = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    window.add(new Looked(row.getObject(1, UUID.class), row.getBoolean(2)));
                }
            }
            return window;
        }
    }

    private static void advance(Connection connection, Run run, List<Looked> window, int erased, boolean done)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setObject(1, window.isEmpty() ? run.last : window.get(window.size() - 1).customer);
            update.setInt(2, window.size());
            update.setInt(3, erased);
            update.setBoolean(4, done);
            update.setBoolean(5, done);
            update.setObject(6, run.id);
            update.executeUpdate();
        }
    }

    private record Run(UUID id, OffsetDateTime before, String operator, UUID last) {}

    private record Looked(UUID customer, boolean isOld) {}
}
