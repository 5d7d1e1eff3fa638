package contacthub.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import contacthub.stack.PackagedHub;

/**
 * Clocks in the database, as many as years of work leave open: copies of everything the hub itself wrote for one contact
 * (customer, address, conversation with its course, happening, clock and first line of its log), row by row, with other
 * ids and other times. The hub goes on from them as from its own.
 */
final class ClockTables {

    /** Everything about one conversation, in the order in which it is copied. */
    private static final List<String> TABLES = List.of("customer", "address", "conversation", "happening", "sla_clock",
            "clock_log");
    private static final int PER_CUSTOMER = 10;
    private static final int PER_STATEMENT = 10_000;
    private static final int LOADERS = 2;
    /** How long a clock of the template runs, in calendar time. */
    static final int TARGET_DAYS = 30;

    private static final String FIRST = "SELECT count(*) FROM sla_clock WHERE kind = 'first-reply'";
    private static final String KEEP = """
            CREATE TABLE bench_customer AS SELECT * FROM customer
            WHERE id = (SELECT customer_id FROM address WHERE value = '%1$s');
            CREATE TABLE bench_address AS SELECT * FROM address WHERE value = '%1$s';
            CREATE TABLE bench_conversation AS SELECT * FROM conversation
            WHERE address_id = (SELECT id FROM bench_address);
            CREATE TABLE bench_happening AS SELECT * FROM happening
            WHERE conversation_id = (SELECT id FROM bench_conversation);
            CREATE TABLE bench_sla_clock AS SELECT * FROM sla_clock
            WHERE conversation_id = (SELECT id FROM bench_conversation) AND kind = 'first-reply';
            CREATE TABLE bench_clock_log AS SELECT * FROM clock_log WHERE clock_id = (SELECT id FROM bench_sla_clock)""";
    private static final String TAIL_AND_TIME = """
            CREATE FUNCTION bench_tail(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
                $$ SELECT '-0000-7000-8000-' || lpad(to_hex(n), 12, '0') $$;
            CREATE FUNCTION bench_time(t timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
            SELECT to_char(t AT TIME ZONE 'UTC', CASE WHEN date_trunc('second', t) = t THEN 'YYYY-MM-DD"T"HH24:MI:SS'
                ELSE 'YYYY-MM-DD"T"HH24:MI:SS.US' END) $$""";
    /** What is another in each copy, as it stands in the rows. */
    private static final String TEMPLATE = """
            CREATE TABLE bench_template AS SELECT c.id::text AS customer, a.id::text AS address,
                v.id::text AS conversation, h.id::text AS happening, s.id::text AS clock, a.value,
                bench_time(s.started_at) AS started, bench_time(s.due_at) AS due
            FROM bench_customer c, bench_address a, bench_conversation v, bench_happening h, bench_sla_clock s""";
    /** Rows as they would be of other conversations: the same text with other ids, another address and other times. */
    private static final String COPY = """
            INSERT INTO %1$s %6$s SELECT copy.* FROM bench_template p, bench_%1$s t,
            LATERAL (SELECT n, n / %7$d AS c, %4$s AS due FROM generate_series(%2$d, %3$d) n WHERE %5$s OFFSET 0) o,
            LATERAL jsonb_populate_record(t, replace(replace(replace(replace(replace(replace(replace(replace(
                to_jsonb(t)::text, p.customer, '0190c000' || bench_tail(c)), p.address, '0190a000' || bench_tail(c)),
                p.conversation, '0190b000' || bench_tail(n)), p.happening, '0190d000' || bench_tail(n)),
                p.clock, '0190e000' || bench_tail(n)), p.value, 'bench-clock/' || c),
                p.started, bench_time(o.due - interval '%8$d days')), p.due, bench_time(o.due))::jsonb) copy""";
    private static final String LATENESS = """
            SELECT count(*), count(DISTINCT clock_id), count(*) FILTER (WHERE recorded_at < at),
                1000 * extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY recorded_at - at)),
                1000 * extract(epoch FROM percentile_disc(0.99) WITHIN GROUP (ORDER BY recorded_at - at)),
                1000 * extract(epoch FROM max(recorded_at - at)),
                extract(epoch FROM max(recorded_at) - min(recorded_at))
            FROM clock_log WHERE act = 'breach' AND clock_id BETWEEN ?::uuid AND ?::uuid""";
    private static final String TWIN = """
            CREATE TABLE bench_clock (LIKE sla_clock INCLUDING ALL);
            INSERT INTO bench_clock SELECT * FROM sla_clock;
            CREATE TABLE bench_outbox (LIKE outbox INCLUDING ALL);
            ANALYZE bench_clock""";
    /** What firing would cost if nothing but the clock and its event were written, without any hub. */
    private static final String PLAIN = """
            WITH fired AS (
                UPDATE bench_clock SET state = 'breached', ended_at = due_at, next_at = NULL
                WHERE id IN (SELECT id FROM bench_clock WHERE next_at <= now() ORDER BY next_at LIMIT 500
                    FOR UPDATE SKIP LOCKED) RETURNING *)
            INSERT INTO bench_outbox (shard, topic, key, headers, data)
            SELECT abs(hashtext(address_id::text)) % 16, 'contact-events', address_id::text,
                json_build_object('ce_id', id, 'ce_source', '/contact-service', 'ce_specversion', '1.0', 'ce_type',
                    'contacthub.clock.breached.v1', 'ce_time', now(), 'ce_correlationid', conversation_id)::text,
                convert_to(json_build_object('clock', id, 'kind', kind, 'due', due_at)::text, 'UTF8')
            FROM fired""";

    private final PackagedHub hub;

    ClockTables(PackagedHub hub) {
        this.hub = hub;
    }

    /** When the clocks with these numbers fired, by the database's time; lateness in milliseconds. */
    record Fired(long lines, long clocks, long early, double median, double p99, double most, double seconds) {}

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(hub.jdbcUrl("contact"), "contact", hub.password("contact"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
        }
        return connection;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Keeps what the hub wrote for the one contact from this address, as soon as there is a clock. */
    void keepTemplate(String address) throws SQLException {
        while (number(FIRST) == 0) {
            LockSupport.parkNanos(50_000_000);
        }
        execute(KEEP.formatted(address));
        execute(TAIL_AND_TIME);
        execute(TEMPLATE);
    }

    /** Adds open clocks of these numbers; the moment they are due is SQL of the number {@code n}. */
    void load(long from, long to, String due) throws SQLException {
        CompletableFuture.allOf(IntStream.range(0, LOADERS)
                .mapToObj(i -> CompletableFuture.runAsync(() -> load(from, to, due, i),
                        task -> new Thread(task, "loader").start()))
                .toArray(CompletableFuture[]::new)).join();
        execute("ANALYZE");
    }

    private void load(long from, long to, String due, int loader) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute("SET jit = off; SET synchronous_commit = off");
            for (long first = from + (long) loader * PER_STATEMENT; first < to; first += LOADERS * PER_STATEMENT) {
                for (String table : TABLES) {
                    boolean shared = table.equals("customer") || table.equals("address");
                    statement.execute(COPY.formatted(table, first, Math.min(first + PER_STATEMENT, to) - 1, due,
                            shared ? "n % " + PER_CUSTOMER + " = 0" : "true",
                            table.equals("clock_log") ? "OVERRIDING USER VALUE" : "", PER_CUSTOMER, TARGET_DAYS));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("clocks cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** How many open clocks there are. */
    long open() throws SQLException {
        return number("SELECT count(*) FROM sla_clock WHERE state = 'running'");
    }

    /** How many clocks are due and have not fired. */
    long overdue() throws SQLException {
        return number("SELECT count(*) FROM sla_clock WHERE next_at <= now()");
    }

    Fired fired(long from, long to) throws SQLException {
        try (Connection connection = connect(); PreparedStatement select = connection.prepareStatement(LATENESS)) {
            select.setString(1, id(from));
            select.setString(2, id(to - 1));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Fired(row.getLong(1), row.getLong(2), row.getLong(3), row.getDouble(4), row.getDouble(5),
                        row.getDouble(6), row.getDouble(7));
            }
        }
    }

    /** The id of the clock of this number. */
    static String id(long number) {
        return "0190e000-0000-7000-8000-%012x".formatted(number);
    }

    /** Clocks a second that plain SQL fires over two connections, on copies of the tables as they are now. */
    double plain() throws SQLException {
        execute(TWIN);
        long due = number("SELECT count(*) FROM bench_clock WHERE next_at <= now()");
        long begun = System.nanoTime();
        CompletableFuture.allOf(IntStream.range(0, LOADERS)
                .mapToObj(i -> CompletableFuture.runAsync(this::firePlainly, task -> new Thread(task, "plain").start()))
                .toArray(CompletableFuture[]::new)).join();
        double perSecond = due / ((System.nanoTime() - begun) / 1e9);
        execute("DROP TABLE bench_clock; DROP TABLE bench_outbox");
        return perSecond;
    }

    private void firePlainly() {
        try (Connection connection = connect(); PreparedStatement fire = connection.prepareStatement(PLAIN)) {
            while (fire.executeUpdate() > 0) {
                Thread.onSpinWait();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not answer: " + e.getMessage(), e);
        }
    }
}
