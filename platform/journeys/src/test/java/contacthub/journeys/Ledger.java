package contacthub.journeys;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import contacthub.stack.PackagedHub;
import contacthub.testkit.ClockRecount;

/** What the databases of the hub say, asked behind the back of the services. */
public final class Ledger {

    private static final String BY_TYPE = "SELECT type, count(*) FROM timeline_entry GROUP BY type";
    private static final String BY_SERVICE = "SELECT service, count(*) FROM timeline_entry GROUP BY service";
    private static final String PURCHASERS = """
            SELECT count(DISTINCT a.customer_id) FROM timeline_entry e JOIN address a ON a.id = e.address_id
            WHERE e.type = 'contacthub.purchase.recorded.v1' AND a.type = 'external' AND starts_with(a.value, ?)""";
    private static final String CONTACTS = """
            SELECT %s FROM timeline_entry e JOIN address a ON a.id = e.address_id
            WHERE e.type = 'contacthub.contact.received.v1' AND a.type = 'external' AND starts_with(a.value, ?)""";
    private static final Map<String, List<String>> COUNTED = new TreeMap<>(Map.of(
            "contact", List.of("timeline_entry", "customer", "address", "conversation", "sla_clock", "inbox"),
            "segment", List.of("purchase", "score", "membership", "segment_change", "inbox"),
            "notification", List.of("customer", "notification", "inbox")));

    private static final String CLOCKS = """
            SELECT kind || ' ' || state, count(*) FROM sla_clock GROUP BY kind, state
            UNION ALL SELECT kind || ' ' || state || ' seconds',
                coalesce(sum(extract(epoch FROM ended_at - started_at)), 0)::bigint
            FROM sla_clock GROUP BY kind, state""";

    private final PackagedHub hub;

    Ledger(PackagedHub hub) {
        this.hub = hub;
    }

    /** How many timeline entries there are of each type. */
    Map<String, Long> timelineByType() {
        return counts("contact", BY_TYPE);
    }

    /** How many timeline entries each service led to. */
    Map<String, Long> timelineByService() {
        return counts("contact", BY_SERVICE);
    }

    /** How many clocks there are of each kind and end, and how long they ran. */
    Map<String, Long> clocks() {
        return counts("contact", CLOCKS);
    }

    /** How many customers have a purchase on their timeline and an external number that begins so. */
    long purchasers(String numberPrefix) {
        return number("contact", PURCHASERS, numberPrefix);
    }

    /** How many contacts came from external numbers that begin so. */
    long contactsFrom(String numberPrefix) {
        return number("contact", CONTACTS.formatted("count(*)"), numberPrefix);
    }

    /** How many of them say something that the others do not. */
    long differentContactsFrom(String numberPrefix) {
        return number("contact", CONTACTS.formatted("count(DISTINCT e.summary)"), numberPrefix);
    }

    /** How many customers segment-service knows purchases of. */
    long scoredPurchasers() {
        return number("segment", "SELECT count(DISTINCT customer) FROM purchase");
    }

    /** How many rows every table has that repetition must not change. */
    public Map<String, Long> everything() {
        Map<String, Long> all = new LinkedHashMap<>();
        COUNTED.forEach((database, tables) -> tables.forEach(
                table -> all.put(database + "." + table, number(database, "SELECT count(*) FROM " + table))));
        return all;
    }

    /** How much is still to be done: events in the outboxes and in the spill, clocks, acknowledgements and questions due. */
    long waiting() {
        return COUNTED.keySet().stream().mapToLong(database -> number(database, "SELECT count(*) FROM outbox")).sum()
                + number("contact", "SELECT count(*) FROM intake_spill")
                + number("contact", "SELECT count(*) FROM sla_clock WHERE state = 'running' AND due_at <= now()")
                + number("contact", "SELECT count(*) FROM acknowledgement WHERE due_at <= now()")
                + number("contact", "SELECT count(*) FROM confirmation WHERE least(ask_at, confirm_at) <= now()");
    }

    /** Where a consumer stands in a topic, by partition. */
    Map<String, Long> offsets(String database, String consumer, String topic) {
        return counts(database, "SELECT partition::text, next FROM consumer_offset WHERE consumer = ? AND topic = ?",
                consumer, topic);
    }

    /** The clocks that began in a stretch of time, counted from their logs. */
    ClockRecount recount(Instant from, Instant to, ClockRecount.Working working) throws SQLException {
        try (Connection connection = connect("contact")) {
            return ClockRecount.read(connection, from, to, working);
        }
    }

    /** The one text that a query answers. */
    public String one(String database, String sql) {
        return counts(database, "SELECT (" + sql + "), 0").keySet().iterator().next();
    }

    /** Changes a database directly, as nobody should. */
    public void change(String database, String sql) {
        counts(database, "WITH changed AS (" + sql + " RETURNING 1) SELECT 'n', count(*) FROM changed");
    }

    private long number(String database, String sql, String... parameters) {
        return counts(database, "SELECT 'n', (" + sql + ")", parameters).get("n");
    }

    /** Runs statements that answer nothing, as the owner of the database. */
    public void execute(String database, String sql) {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the database " + database + " refuses: " + e.getMessage(), e);
        }
    }

    /** What a query of two columns answers: a text and a number each. */
    public Map<String, Long> counts(String database, String sql, String... parameters) {
        try (Connection connection = connect(database);
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            Map<String, Long> counts = new TreeMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
            return counts;
        } catch (SQLException e) {
            throw new IllegalStateException("the database " + database + " does not answer: " + e.getMessage(), e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(hub.jdbcUrl(database), database, hub.password(database));
    }
}
