package contacthub.runtime.redirect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import contacthub.contracts.CustomerFact;
import contacthub.runtime.event.Received;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Query;

/**
 * Into whom customers were merged, learned from facts in whatever order they come: of one customer the fact with the
 * greatest version holds. Stands on a table {@code redirect (customer, target, version)} of the service (spec 25, rule 5).
 */
public final class Redirects {

    private static final String LEARN = """
            INSERT INTO redirect AS r (customer, target, version) SELECT * FROM unnest(?, ?, ?)
            ON CONFLICT (customer) DO UPDATE SET target = excluded.target, version = excluded.version
            WHERE r.version < excluded.version""";
    /** Most customers were never merged, which is far quicker to see than who is part of whom. */
    private static final String MERGED = """
            SELECT EXISTS (SELECT 1 FROM redirect WHERE customer = ANY (?))
                OR EXISTS (SELECT 1 FROM redirect WHERE target = ANY (?))""";
    private static final String PARTS = """
            WITH RECURSIVE up (asked, id) AS (
                SELECT a, a FROM unnest(?::uuid[]) a
                UNION SELECT up.asked, r.target FROM up JOIN redirect r ON r.customer = up.id
                WHERE r.target IS NOT NULL),
            root (asked, id) AS (
                SELECT asked, id FROM up
                WHERE NOT EXISTS (SELECT 1 FROM redirect r WHERE r.customer = up.id AND r.target IS NOT NULL)),
            part (asked, root, id) AS (
                SELECT asked, id, id FROM root
                UNION SELECT p.asked, p.root, r.customer FROM part p JOIN redirect r ON r.target = p.id)
            SELECT asked, root, id FROM part ORDER BY asked, id""";

    private Redirects() {
    }

    /** One customer as asked for: who that is now, and all who are part of it, itself among them. */
    public record Whole(UUID root, List<UUID> parts) {}

    /** Takes the merges among these events; other events are skipped. */
    public static void learn(Connection connection, List<Received> events) throws SQLException {
        Map<UUID, Turn> latest = new TreeMap<>();
        for (Received event : events) {
            if (event.is(CustomerFact.Merged.class)) {
                var merged = event.as(CustomerFact.Merged.class);
                keep(latest, UUID.fromString(merged.customer()), UUID.fromString(merged.into()), merged.version());
            } else if (event.is(CustomerFact.Unmerged.class)) {
                var unmerged = event.as(CustomerFact.Unmerged.class);
                keep(latest, UUID.fromString(unmerged.customer()), null, unmerged.version());
            }
        }
        write(connection, List.copyOf(latest.values()));
    }

    private static void keep(Map<UUID, Turn> latest, UUID customer, UUID target, long version) {
        latest.merge(customer, new Turn(customer, target, version),
                (one, other) -> one.version > other.version ? one : other);
    }

    private static void write(Connection connection, List<Turn> turns) throws SQLException {
        if (turns.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(LEARN)) {
            Columns.of(connection, upsert, turns)
                    .bind("uuid", Turn::customer).bind("uuid", Turn::target).bind("int8", Turn::version);
            upsert.executeUpdate();
        }
    }

    /** Who these customers are now, each with all its parts; who was never merged is its own and only part. */
    public static Map<UUID, Whole> of(Connection connection, Collection<UUID> customers) throws SQLException {
        List<UUID> ids = customers.stream().distinct().toList();
        Map<UUID, Whole> wholes = merged(ids).ask(connection)
                ? new Query<>(PARTS, List.of(ids), Redirects::wholes).ask(connection)
                : new HashMap<>();
        customers.forEach(customer -> wholes.putIfAbsent(customer, new Whole(customer, List.of(customer))));
        return wholes;
    }

    private static Map<UUID, Whole> wholes(ResultSet row) throws SQLException {
        Map<UUID, Whole> wholes = new HashMap<>();
        while (row.next()) {
            UUID root = row.getObject(2, UUID.class);
            wholes.computeIfAbsent(row.getObject(1, UUID.class), asked -> new Whole(root, new ArrayList<>()))
                    .parts().add(row.getObject(3, UUID.class));
        }
        return wholes;
    }

    /** Who this customer is now. */
    public static Whole of(Connection connection, UUID customer) throws SQLException {
        return of(connection, List.of(customer)).get(customer);
    }

    /** Whether any of these was ever merged with another; who was not is its own and only part. */
    public static Query<Boolean> merged(List<UUID> customers) {
        return new Query<>(MERGED, List.of(customers, customers), row -> row.next() && row.getBoolean(1));
    }

    private record Turn(UUID customer, UUID target, long version) {}
}
