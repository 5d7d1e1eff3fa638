package contacthub.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

import contacthub.stack.PackagedHub;

/** The table behind the timelines, counted and used directly: what PostgreSQL alone can do here. */
final class TimelineTable {

    private static final int PARTITIONS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String OF_RUN = """
            FROM timeline_entry e JOIN address a ON a.id = e.address_id
            WHERE a.type = 'external' AND starts_with(a.value, 'bench-' || ? || '/') AND e.type = ?""";
    private static final String LAG = "SELECT extract(epoch FROM percentile_disc(?) WITHIN GROUP "
            + "(ORDER BY e.changed_at - e.recorded_at)) * 1000 " + OF_RUN;
    private static final String CUSTOMERS = """
            SELECT DISTINCT customer_id FROM address WHERE type = 'external' AND starts_with(value, 'bench-' || ? || '/')
            LIMIT 1000""";
    /** As the hub asks, in two steps: a join would take the planner longer than the reading (docs/adr/0022). */
    private static final String ADDRESS = "SELECT id FROM address WHERE customer_id = ?";
    private static final String PAGE = """
            SELECT id, type, service, occurred_at, recorded_at, changed_at, channel, direction, summary, detail,
                conversation_id, operator, delivery, redacted, doubtful_time, trace
            FROM timeline_entry WHERE address_id = ? ORDER BY occurred_at DESC, id DESC LIMIT ?""";

    private final PackagedHub hub;

    TimelineTable(PackagedHub hub) {
        this.hub = hub;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(hub.jdbcUrl("contact"), "contact", hub.password("contact"));
    }

    /** How many entries of a type there are. */
    long count(String type) throws SQLException {
        return number("SELECT count(*) FROM timeline_entry WHERE type = ?", type);
    }

    /** How many events of the intake log have been projected; looking costs nothing, however long timelines are. */
    long projected() throws SQLException {
        return number(
                "SELECT coalesce(sum(next), 0) FROM consumer_offset WHERE consumer = ? AND topic = 'contact-intake'",
                "contact-service");
    }

    /** Waits until so many events have been projected; answers how long that took. */
    Duration await(long expected) throws SQLException {
        long begun = System.nanoTime();
        while (projected() < expected) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException("only " + projected() + " of " + expected + " events are projected");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Waits until the hub has passed everything on. */
    void awaitQuiet() throws SQLException {
        while (number("SELECT count(*) FROM (SELECT 1 FROM outbox WHERE topic <> ? LIMIT 1) waiting", "") > 0) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** What this share of a run's entries did not exceed between acceptance and insertion, in milliseconds. */
    double lagMillis(String run, String type, double share) throws SQLException {
        try (Connection connection = connect(); PreparedStatement select = connection.prepareStatement(LAG)) {
            select.setDouble(1, share);
            select.setString(2, run);
            select.setString(3, type);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getDouble(1);
            }
        }
    }

    /** Some customers of a run. */
    List<UUID> customers(String run) throws SQLException {
        try (Connection connection = connect(); PreparedStatement select = connection.prepareStatement(CUSTOMERS)) {
            select.setString(1, run);
            List<UUID> customers = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    customers.add(row.getObject(1, UUID.class));
                }
            }
            return customers;
        }
    }

    private long number(String sql, String parameter) throws SQLException {
        try (Connection connection = connect(); PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, parameter);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Rows a second of a COPY of a run's entries into an empty table of the same columns, partitions and index. */
    double copy(String run, String type) throws SQLException, IOException {
        Path rows = Files.createTempFile("bench", ".copy");
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            CopyManager copy = ((BaseConnection) connection).getCopyAPI();
            String select = "SELECT e.* " + OF_RUN.replaceFirst("\\?", "'" + run + "'").replaceFirst("\\?",
                    "'" + type + "'");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(rows))) {
                copy.copyOut("COPY (" + select + ") TO STDOUT (FORMAT binary)", out);
            }
            makeTwin(statement);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(rows), 1 << 20)) {
                long begun = System.nanoTime();
                long copied = copy.copyIn("COPY bench_entry FROM STDIN (FORMAT binary)", in, 1 << 16);
                return copied / ((System.nanoTime() - begun) / 1e9);
            }
        } finally {
            Files.delete(rows);
        }
    }

    private static void makeTwin(Statement statement) throws SQLException {
        statement.execute("DROP TABLE IF EXISTS bench_entry");
        statement
                .execute("CREATE TABLE bench_entry (LIKE timeline_entry INCLUDING ALL) PARTITION BY HASH (address_id)");
        for (int i = 0; i < PARTITIONS; i++) {
            statement.execute("CREATE TABLE bench_entry_" + i + " PARTITION OF bench_entry FOR VALUES WITH (MODULUS "
                    + PARTITIONS + ", REMAINDER " + i + ")");
        }
    }

    /** Pages a second by plain SQL over so many connections, every column of every row read. */
    double pages(List<UUID> customers, int size, int connections, Duration time) {
        AtomicLong pages = new AtomicLong();
        long begun = System.nanoTime();
        List<CompletableFuture<Void>> readers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            int first = i;
            readers.add(CompletableFuture.runAsync(
                    () -> read(customers, first, size, begun + time.toNanos(), pages),
                    task -> new Thread(task, "sql-reader").start()));
        }
        readers.forEach(CompletableFuture::join);
        return pages.get() / ((System.nanoTime() - begun) / 1e9);
    }

    private void read(List<UUID> customers, int first, int size, long deadline, AtomicLong pages) {
        try (Connection connection = connect();
                PreparedStatement address = connection.prepareStatement(ADDRESS);
                PreparedStatement page = connection.prepareStatement(PAGE)) {
            for (int i = first; System.nanoTime() < deadline; i++) {
                page.setObject(1, one(address, customers.get(i * 7 % customers.size())));
                page.setInt(2, size + 1);
                readAll(page);
                pages.incrementAndGet();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not answer: " + e.getMessage(), e);
        }
    }

    private static UUID one(PreparedStatement address, UUID customer) throws SQLException {
        address.setObject(1, customer);
        try (ResultSet row = address.executeQuery()) {
            row.next();
            return row.getObject(1, UUID.class);
        }
    }

    private static void readAll(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                for (int column = 1; column <= columns; column++) {
                    row.getString(column);
                }
            }
        }
    }
}
