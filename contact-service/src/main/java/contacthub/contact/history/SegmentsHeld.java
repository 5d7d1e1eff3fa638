package contacthub.contact.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import contacthub.contracts.SegmentFact;
import contacthub.runtime.sql.Columns;

/**
 * The segments some customers are in, and which of them counts: the one with the least position; where none has one, the
 * group of the activity matrix. A custom segment without a position never counts.
 */
final class SegmentsHeld {

    private static final String HELD = """
            SELECT customer_id, family, segment, position FROM customer_segment WHERE customer_id = ANY (?)""";
    private static final String FORGET = "DELETE FROM customer_segment WHERE customer_id = ANY (?)";
    private static final String KEEP = """
            INSERT INTO customer_segment (customer_id, family, segment, position) SELECT * FROM unnest(?, ?, ?, ?)""";
    private static final Comparator<Held> FIRST = Comparator
            .comparing(Held::position, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Held::family);

    private final Map<UUID, Map<String, Held>> held = new TreeMap<>();

    private record Held(UUID customer, String family, String segment, Integer position) {

        boolean counts() {
            return position != null || !segment.startsWith(SegmentFact.CUSTOM);
        }
    }

    /** Those of these customers. */
    static SegmentsHeld of(Connection connection, Collection<UUID> customers) throws SQLException {
        var segments = new SegmentsHeld();
        customers.forEach(customer -> segments.held.put(customer, new HashMap<>()));
        try (PreparedStatement select = connection.prepareStatement(HELD)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    segments.put(new Held(row.getObject(1, UUID.class), row.getString(2), row.getString(3),
                            row.getObject(4, Integer.class)));
                }
            }
        }
        return segments;
    }

    private void put(Held one) {
        held.get(one.customer()).put(one.family(), one);
    }

    void enter(UUID customer, SegmentFact.Entered entered) {
        leave(customer, entered.previous());
        put(new Held(customer, SegmentFact.family(entered.segment()), entered.segment(), entered.position()));
    }

    void leave(UUID customer, String segment) {
        held.get(customer).values().removeIf(one -> one.segment().equals(segment));
    }

    /** The segment of a customer that response times look at, null for none. */
    String counting(UUID customer) {
        return held.get(customer).values().stream().filter(Held::counts).min(FIRST).map(Held::segment).orElse(null);
    }

    /** Writes them as they are now. */
    void keep(Connection connection) throws SQLException {
        if (held.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setArray(1, connection.createArrayOf("uuid", held.keySet().toArray()));
            delete.executeUpdate();
        }
        List<Held> rows = held.values().stream().flatMap(families -> families.values().stream()).toList();
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            Columns.of(connection, insert, rows).bind("uuid", Held::customer).bind("text", Held::family)
                    .bind("text", Held::segment).bind("int4", Held::position);
            insert.executeUpdate();
        }
    }
}
