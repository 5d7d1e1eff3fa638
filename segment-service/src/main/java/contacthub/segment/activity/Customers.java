package contacthub.segment.activity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.event.Received;
import contacthub.runtime.redirect.Redirects;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestedId;

/** The customers this service has heard of, known by their id only. */
@ApplicationScoped
public class Customers {

    private static final String MEET = """
            INSERT INTO customer (id) SELECT unnest(?) ON CONFLICT DO NOTHING""";
    private static final String KNOWN = "SELECT 1 FROM customer WHERE id = ?";
    private static final String HOLD = "SELECT 1 FROM customer WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE";

    private final Transactions transactions;

    Customers(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The customer a request asks for, by any id it ever had.
     *
     * @param id as written in the path
     * @throws Problem 400 when it is no id, 404 when nobody has it
     */
    public UUID known(String id) {
        return whole(id).root();
    }

    /** The same with all who are part of it. */
    public Whole whole(String id) {
        UUID customer = RequestedId.of("customer", id);
        return transactions.inCurrent(connection -> {
            if (!isKnown(connection, customer)) {
                throw Problem.notFound("There is no customer " + customer + ".");
            }
            return Redirects.of(connection, customer);
        });
    }

    /** Holds customers until the end of the transaction, so that purchases and merges see each other. */
    public static void hold(Connection connection, Collection<UUID> customers) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HOLD)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            select.execute();
        }
    }

    /** Who these customers are now: of those who were merged, whoever stands for them. */
    public static Set<UUID> roots(Connection connection, Collection<UUID> customers) throws SQLException {
        return Redirects.of(connection, customers).values().stream().map(Whole::root)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isKnown(Connection connection, UUID customer) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setObject(1, customer);
            try (ResultSet found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    /** The customer an event is about. */
    public static UUID of(Received event) {
        if (event.subject() == null) {
            throw new IllegalArgumentException("the event names no customer as its subject");
        }
        return UUID.fromString(event.subject());
    }

    /** When it happened; where nobody told, when the hub took it. */
    public static Instant happened(Received event) {
        return event.time() == null ? event.recorded() : event.time();
    }

    /** Remembers customers; in the order of their ids, so that two batches never wait for each other. */
    void meet(Connection connection, List<UUID> customers) throws SQLException {
        if (customers.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(MEET)) {
            insert.setArray(1, connection.createArrayOf("uuid", customers.stream().distinct().sorted().toArray()));
            insert.executeUpdate();
        }
    }
}
