package contacthub.contact.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import contacthub.contact.identity.Person.Held;
import contacthub.runtime.sql.Columns;

/** What is known of the addresses that a batch of claims mentions, and of the customers the batch may change. */
final class Acquaintances {

    private static final String KNOWN = """
            SELECT a.id, a.type, a.value, a.customer_id, c.segment, c.language
            FROM unnest(?::text[], ?::text[]) n (type, value)
            JOIN address a USING (type, value) LEFT JOIN customer c ON c.id = a.customer_id""";
    private static final String HOLD = "SELECT merged_into FROM customer WHERE id = ANY (?) ORDER BY id FOR UPDATE";
    private static final String MOVED = """
            SELECT 1 FROM unnest(?, ?) n (id, customer_id) JOIN address a ON a.id = n.id
            WHERE a.customer_id <> n.customer_id LIMIT 1""";
    private static final String HELD = """
            SELECT customer_id, type, value, created_at FROM address
            WHERE customer_id = ANY (?) AND type NOT IN ('event', 'customer')""";

    private final Map<String, Row> rows = new HashMap<>();
    private final Map<UUID, Person> people = new HashMap<>();
    private final Set<Set<UUID>> parted = new HashSet<>();

    /** An address row. */
    record Row(UUID id, NormalAddress address, Person person) {

        UUID customer() {
            return person.root().id;
        }
    }

    /** Reads the addresses of these claims. */
    static Acquaintances of(Connection connection, List<Claim> claims) throws SQLException {
        var acquaintances = new Acquaintances();
        acquaintances.find(connection, claims.stream().flatMap(claim -> claim.knownBy().stream()).distinct().toList());
        return acquaintances;
    }

    private void find(Connection connection, List<NormalAddress> addresses) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            Columns.of(connection, select, addresses).bind("text", NormalAddress::type).bind("text",
                    NormalAddress::value);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    var address = new NormalAddress(found.getString("type"), found.getString("value"), null);
                    Person person = person(found);
                    rows.put(address.ref(), new Row(found.getObject("id", UUID.class), address, person));
                }
            }
        }
    }

    private Person person(ResultSet row) throws SQLException {
        UUID id = row.getObject("customer_id", UUID.class);
        Person known = people.get(id);
        if (known == null) {
            known = new Person(id, true, row.getString("segment"), row.getString("language"));
            people.put(id, known);
        }
        return known;
    }

    /** Reads more of those whom a claim may give an address or make one with another; nothing where there is nobody. */
    void study(Connection connection, List<Claim> claims) throws SQLException {
        Set<UUID> concerned = concerned(claims);
        if (!concerned.isEmpty()) {
            held(connection, concerned);
            parted.addAll(Candidates.parted(connection, concerned));
        }
    }

    private Set<UUID> concerned(List<Claim> claims) {
        return claims.stream().filter(this::isNews).flatMap(claim -> claim.knownBy().stream())
                .map(address -> rows.get(address.ref())).filter(Objects::nonNull).map(row -> row.person.id)
                .collect(Collectors.toSet());
    }

    /** Whether a claim puts together what was not known to belong together. */
    private boolean isNews(Claim claim) {
        List<NormalAddress> addresses = claim.knownBy();
        return addresses.size() > 1 && addresses.stream()
                .map(address -> rows.containsKey(address.ref()) ? rows.get(address.ref()).person : null)
                .distinct().count() > 1;
    }

    /**
     * Holds the customers the batch may change until the end of the transaction. Where one was merged, or a merge was
     * undone, since their addresses were read, the batch is tried again.
     */
    void hold(Connection connection, List<Claim> claims) throws SQLException {
        Set<UUID> concerned = concerned(claims);
        if (concerned.isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement(HOLD)) {
            select.setArray(1, connection.createArrayOf("uuid", concerned.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (row.getObject(1) != null) {
                        throw new SQLException("another instance merged one of these customers", "40001");
                    }
                }
            }
        }
        checkUnmoved(connection);
    }

    private void checkUnmoved(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(MOVED)) {
            Columns.of(connection, select, List.copyOf(rows.values())).bind("uuid", Row::id).bind("uuid",
                    row -> row.person.id);
            try (ResultSet moved = select.executeQuery()) {
                if (moved.next()) {
                    throw new SQLException("another instance undid a merge of one of these customers", "40001");
                }
            }
        }
    }

    private void held(Connection connection, Collection<UUID> concerned) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HELD)) {
            select.setArray(1, connection.createArrayOf("uuid", concerned.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    people.get(row.getObject(1, UUID.class)).held.add(new Held(row.getString(2), row.getString(3),
                            row.getObject(4, OffsetDateTime.class).toInstant()));
                }
            }
        }
    }

    Row row(NormalAddress address) {
        return rows.get(address.ref());
    }

    void add(Row row) {
        rows.put(row.address.ref(), row);
    }

    /** The customer an address belongs to by now; null where it is new. */
    Person owner(NormalAddress address) {
        Row row = rows.get(address.ref());
        return row == null ? null : row.person.root();
    }

    /** Whether an operator said of two customers that they are two people. */
    boolean areParted(UUID one, UUID other) {
        return !parted.isEmpty() && !one.equals(other) && parted.contains(Set.of(one, other));
    }
}
