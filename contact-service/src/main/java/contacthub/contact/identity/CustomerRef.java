package contacthub.contact.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Address;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** Reads the {@code {ref}} of the REST interface: a customer's id, or {@code type:value} of any of its addresses. */
@ApplicationScoped
public class CustomerRef {

    /** The path template of a reference; an external number has a slash of its own, as in {@code external:shop/42}. */
    public static final String PATH = "{ref: external:[^/]+/[^/]+|event:[^/]+|[^/]+}";

    private static final String BY_ADDRESS = "SELECT customer_id FROM address WHERE type = ? AND value = ?";
    /** From each customer along the redirects of its merges to the one that it is part of now. */
    private static final String WAY = """
            WITH RECURSIVE way (asked, id, merged_into) AS (
                SELECT id, id, merged_into FROM customer WHERE id = ANY (?)
                UNION SELECT way.asked, c.id, c.merged_into FROM way JOIN customer c ON c.id = way.merged_into)
            """;
    private static final String BY_ID = WAY + "SELECT id FROM way WHERE merged_into IS NULL";
    private static final String ALL = """
            WITH RECURSIVE part (id) AS (
                SELECT ?::uuid UNION SELECT c.id FROM part JOIN customer c ON c.merged_into = part.id)
            SELECT id FROM part""";
    private static final String ADDRESSES = WAY + """
            SELECT way.asked, a.id FROM way JOIN address a ON a.customer_id = way.id WHERE way.merged_into IS NULL""";
    private static final String OWNERS = "SELECT id, customer_id FROM address WHERE id = ANY (?)";
    private static final String OWN = """
            INSERT INTO address (id, type, value, customer_id, created_at)
            """ + WAY + """
            SELECT asked, 'customer', asked::text, id, now() FROM way WHERE merged_into IS NULL
            ON CONFLICT DO NOTHING""";

    private final Transactions transactions;
    private final Normaliser normaliser;

    CustomerRef(Transactions transactions, Normaliser normaliser) {
        this.transactions = transactions;
        this.normaliser = normaliser;
    }

    /** The customer referred to, by any id it ever had; a 404 problem where there is none. */
    public UUID customer(String ref) {
        return transactions.inCurrent(connection -> find(connection, ref))
                .orElseThrow(() -> Problem.notFound("There is no customer " + ref + "."));
    }

    private Optional<UUID> find(Connection connection, String ref) throws SQLException {
        int colon = ref.indexOf(':');
        if (colon < 0) {
            return find(connection, uuid(ref));
        }
        String type = ref.substring(0, colon);
        String value = ref.substring(colon + 1);
        String spelled = normaliser.normalise(Address.of(type, value)).map(NormalAddress::value).orElse(value);
        return one(connection, BY_ADDRESS, type, spelled);
    }

    private static Optional<UUID> find(Connection connection, UUID id) throws SQLException {
        return one(connection, BY_ID, connection.createArrayOf("uuid", new Object[]{ id}));
    }

    /** This customer and all that were ever merged into it and still are, whichever of them the reference names. */
    public List<UUID> all(String ref) {
        UUID root = customer(ref);
        return transactions.inCurrent(connection -> all(connection, root));
    }

    /** The same of a customer that is part of no other. */
    public static List<UUID> all(Connection connection, UUID root) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ALL)) {
            select.setObject(1, root);
            List<UUID> all = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    all.add(found.getObject(1, UUID.class));
                }
            }
            return all;
        }
    }

    /** Whose these addresses are. */
    public static Map<UUID, UUID> owners(Connection connection, Collection<UUID> addresses) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OWNERS)) {
            select.setArray(1, connection.createArrayOf("uuid", addresses.stream().distinct().toArray()));
            Map<UUID, UUID> owners = new HashMap<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    owners.put(found.getObject(1, UUID.class), found.getObject(2, UUID.class));
                }
            }
            return owners;
        }
    }

    /** The customer that this one is part of by now; itself where it was never merged. */
    static UUID root(Connection connection, UUID customer) throws SQLException {
        return find(connection, customer).orElse(customer);
    }

    private static UUID uuid(String ref) {
        try {
            return UUID.fromString(ref);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("ref", "must be a customer's id or type:value, such as phone:+79161234567");
        }
    }

    private static Optional<UUID> one(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? Optional.of(found.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    /** The ids of all addresses these customers' history is kept under, by customer, merged or not. */
    public static Map<UUID, List<UUID>> addresses(Connection connection, Collection<UUID> customers)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ADDRESSES)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.stream().distinct().toArray()));
            Map<UUID, List<UUID>> addresses = new HashMap<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    addresses.computeIfAbsent(found.getObject(1, UUID.class), customer -> new ArrayList<>())
                            .add(found.getObject(2, UUID.class));
                }
            }
            return addresses;
        }
    }

    /**
     * Makes sure these customers have an address of their own, with the customer's id as its id, for history that came
     * over no address; a merge moves it like any other.
     */
    public static void ensureOwnAddresses(Connection connection, Collection<UUID> customers) throws SQLException {
        if (customers.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(OWN)) {
            insert.setArray(1, connection.createArrayOf("uuid", customers.stream().distinct().sorted().toArray()));
            insert.executeUpdate();
        }
    }
}
