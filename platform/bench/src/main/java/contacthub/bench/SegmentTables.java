package contacthub.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import contacthub.stack.PackagedHub;

/** The tables behind segments, filled and counted directly. */
final class SegmentTables {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int PURCHASES_EACH = 10;

    private static final String ENTERED = """
            WITH new AS (
                SELECT a.customer_id, min(e.recorded_at) AS bought_at, min(e.changed_at) AS kept_at
                FROM timeline_entry e JOIN address a ON a.id = e.address_id
                WHERE a.type = 'external' AND starts_with(a.value, 'bench-segments-' || ? || '/new-')
                AND e.type = 'contacthub.purchase.recorded.v1' GROUP BY a.customer_id),
            entered AS (
                SELECT a.customer_id, min(e.occurred_at) AS decided_at, min(e.changed_at) AS shown_at
                FROM new JOIN address a USING (customer_id) JOIN timeline_entry e ON e.address_id = a.id
                WHERE e.type = 'contacthub.segment.entered.v1' GROUP BY a.customer_id)
            SELECT count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY ms), percentile_disc(0.99) WITHIN GROUP (ORDER BY ms),
                   max(ms), percentile_disc(0.5) WITHIN GROUP (ORDER BY kept), percentile_disc(0.5) WITHIN GROUP (ORDER BY decided)
            FROM (SELECT extract(epoch FROM shown_at - bought_at) * 1000 AS ms,
                    extract(epoch FROM kept_at - bought_at) * 1000 AS kept,
                    extract(epoch FROM decided_at - bought_at) * 1000 AS decided
                FROM new JOIN entered USING (customer_id)) lag""";
    private static final String[] FORGET = {
            "TRUNCATE customer, purchase, purchase_day, score, membership, segment_change"};
    private static final String[] FILL = {
            "INSERT INTO customer SELECT ('0190c000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid "
                    + "FROM generate_series(1, %1$d) n",
            """
                    INSERT INTO purchase (event, customer, occurred_at, amount, currency, order_no)
                    SELECT ('0190e000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
                           ('0190c000-0000-7000-8000-' || lpad(to_hex(n * 7919 %% %1$d + 1), 12, '0'))::uuid,
                           now() - (n * 104729 %% 1095) * interval '1 day' - (n %% 80000) * interval '1 second',
                           10 + n %% 9000 / 100.0, 'EUR', 'order-' || n
                    FROM generate_series(1, %1$d::bigint * %2$d) n""",
            """
                    INSERT INTO purchase_day (customer, day, currency, purchases, revenue, margin, first_at, last_at)
                    SELECT customer, (occurred_at AT TIME ZONE 'UTC')::date, currency, count(*), sum(amount), 0,
                           min(occurred_at), max(occurred_at)
                    FROM purchase GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
            "VACUUM (ANALYZE) customer", "VACUUM (ANALYZE) purchase", "VACUUM (ANALYZE) purchase_day"};
    /** All three are asked for, so that the planner leaves none of them out. */
    private static final String AGGREGATE = """
            SELECT max(last), sum(purchases), sum(amount) FROM (
                SELECT customer, max(occurred_at) AS last, count(*) AS purchases, sum(amount) AS amount
                FROM purchase GROUP BY customer) of""";
    private static final String STATE = """
            SELECT changed, extract(epoch FROM ended_at - started_at) FROM recalculation WHERE id = ? AND state = 'done'""";

    private final PackagedHub hub;

    SegmentTables(PackagedHub hub) {
        this.hub = hub;
    }

    /** From the taking of a purchase to its segment on the timeline, in milliseconds, and the medians of its stages. */
    record Lag(long customers, double median, double most, double longest, double kept, double decided) {}

    /** How many customers a recalculation scored anew, and how long it took. */
    record Recalculated(long changed, double seconds) {}

    /** Waits until so many new customers of a run have entered their segment. */
    void awaitEntered(String run, long customers) throws SQLException {
        long begun = System.nanoTime();
        while (entered(run).customers < customers) {
            pause(begun, "segments of " + customers + " customers");
        }
    }

    Lag lag(String run, long customers) throws SQLException {
        Lag lag = entered(run);
        if (lag.customers != customers) {
            throw new IllegalStateException(lag.customers + " customers entered a segment, not " + customers);
        }
        return lag;
    }

    private Lag entered(String run) throws SQLException {
        try (Connection connection = connect("contact");
                PreparedStatement select = connection.prepareStatement(ENTERED)) {
            select.setString(1, run);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Lag(row.getLong(1), row.getDouble(2), row.getDouble(3), row.getDouble(4),
                        row.getDouble(5), row.getDouble(6));
            }
        }
    }

    void forget() throws SQLException {
        execute(FORGET, 0);
    }

    /** So many customers with ten purchases each, over three years and in no order. */
    void fill(int customers) throws SQLException {
        execute(FILL, customers);
    }

    private void execute(String[] statements, int customers) throws SQLException {
        try (Connection connection = connect("segment"); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                long begun = System.nanoTime();
                statement.execute(sql.formatted(customers, PURCHASES_EACH));
                System.out.printf("%.0f s: %s%n", (System.nanoTime() - begun) / 1e9,
                        sql.lines().findFirst().orElse(""));
            }
        }
    }

    /** Waits for a recalculation to be done. */
    Recalculated await(String id) throws SQLException {
        long begun = System.nanoTime();
        try (Connection connection = connect("segment");
                PreparedStatement select = connection.prepareStatement(STATE)) {
            select.setObject(1, UUID.fromString(id));
            while (true) {
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        return new Recalculated(row.getLong(1), row.getDouble(2));
                    }
                }
                pause(begun, "recalculation " + id);
            }
        }
    }

    /** Waits until everything has been told on Kafka, and PostgreSQL knows the new tables. */
    void awaitTold() throws SQLException {
        long begun = System.nanoTime();
        try (Connection connection = connect("segment"); Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet row = statement.executeQuery("SELECT 1 FROM outbox LIMIT 1")) {
                    if (!row.next()) {
                        break;
                    }
                }
                pause(begun, "facts");
            }
            statement.execute("VACUUM (ANALYZE) score");
        }
    }

    /** How long the plain aggregate takes, in seconds. */
    double aggregate() throws SQLException {
        try (Connection connection = connect("segment"); Statement statement = connection.createStatement()) {
            long begun = System.nanoTime();
            statement.executeQuery(AGGREGATE).close();
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private static void pause(long begun, String what) {
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
            throw new IllegalStateException("no end of waiting for " + what);
        }
        LockSupport.parkNanos(LOOK.toNanos());
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(hub.jdbcUrl(database), database, hub.password(database));
    }
}
