package contacthub.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import contacthub.stack.PackagedHub;

/**
 * Timelines as long as years make them, put into the database directly: customers with one address, ten purchases and a
 * conversation each, the ids in the order of time as the hub makes them.
 */
final class History {

    private static final int ENTRIES_EACH = 10;
    private static final int LOADERS = 2;
    private static final int SAMPLE = 1_000;
    private static final String CUSTOMERS = """
            INSERT INTO customer (id, created_at)
            SELECT ('0190c000-%2$s')::uuid, now() FROM generate_series(%3$d, %4$d) n""";
    private static final String ADDRESSES = """
            INSERT INTO address (id, type, value, customer_id, created_at)
            SELECT ('0190a000-%2$s')::uuid, 'external', 'history/' || n, ('0190c000-%2$s')::uuid, now()
            FROM generate_series(%3$d, %4$d) n""";
    private static final String ENTRIES = """
            INSERT INTO timeline_entry (address_id, occurred_at, conversation_id, id, recorded_at, changed_at, type, service,
                direction, summary, detail)
            SELECT ('0190a000-%2$s')::uuid, timestamptz '2026-01-01' + (k * 1000003 + n %% 1000000) * interval '1 second',
                CASE WHEN k = %1$d THEN ('0190f000-%2$s')::uuid END, ('0190e00' || to_hex(k) || '-%2$s')::uuid, now(), now(), 'contacthub.purchase.recorded.v1',
                'contact-service', 'in', 'Order ' || n || '-' || k || ': 100 RUB', ('{"customer":{"type":"external",'
                || '"value":"history/' || n || '"},"order":"' || n || '-' || k || '","amount":100,"currency":"RUB"}')::json
            FROM generate_series(%3$d, %4$d) n, generate_series(0, %1$d) k""";
    /** One of each customer, at its last entry; one in a hundred is open and has a deadline. */
    private static final String CONVERSATIONS = """
            INSERT INTO conversation (id, address_id, channel, kind, subject, status, opened_at, last_contact_at, due_at)
            SELECT ('0190f000-%2$s')::uuid, ('0190a000-%2$s')::uuid, 'web', 'question', 'Order ' || n,
                CASE WHEN n %% 100 = 0 THEN 'open' ELSE 'confirmed' END, at, at,
                CASE WHEN n %% 100 = 0 THEN now() + n * interval '1 second' END
            FROM (SELECT n, timestamptz '2026-01-01' + (%1$d * 1000003 + n %% 1000000) * interval '1 second' AS at
                  FROM generate_series(%3$d, %4$d) n) numbered""";
    /** The rest of an id, from the customer's number. */
    private static final String NUMBERED = "0000-7000-8000-' || lpad(to_hex(n), 12, '0') || '";

    private final PackagedHub hub;
    private final TimelineTable table;
    private int customers;

    History(PackagedHub hub, TimelineTable table) {
        this.hub = hub;
        this.table = table;
    }

    /** Adds customers until there are so many. */
    void growTo(int wanted) {
        int missing = wanted - customers;
        int first = customers;
        CompletableFuture.allOf(IntStream.range(0, LOADERS)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> load(first + missing * i / LOADERS + 1, first + missing * (i + 1) / LOADERS),
                        task -> new Thread(task, "loader").start()))
                .toArray(CompletableFuture[]::new)).join();
        customers = wanted;
    }

    private void load(int from, int to) {
        try (Connection connection = table.connect(); Statement statement = connection.createStatement()) {
            for (String insert : List.of(CUSTOMERS, ADDRESSES, ENTRIES, CONVERSATIONS)) {
                statement.execute(insert.formatted(ENTRIES_EACH - 1, NUMBERED, from, to));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("history cannot be loaded into " + hub.jdbcUrl("contact"), e);
        }
    }

    long entries() {
        return (long) customers * ENTRIES_EACH;
    }

    /** Some customers, spread over all there are. */
    List<UUID> sample() {
        return IntStream.range(0, SAMPLE).mapToLong(i -> 1 + (long) i * customers / SAMPLE)
                .mapToObj(n -> UUID.fromString("0190c000-0000-7000-8000-%012x".formatted(n))).toList();
    }
}
