package contacthub.contact.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import contacthub.contact.clock.SlaClocks;
import contacthub.contact.conversation.ConversationReader;
import contacthub.contact.identity.CustomerRef;
import contacthub.contact.timeline.Touches;
import contacthub.contracts.Address;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** Reads customers with their addresses. */
@ApplicationScoped
public class Customers {

    private static final String BY_ID = "SELECT * FROM customer WHERE id = ANY (?)";
    /** Of several who are one, the preferences said last hold, as notification-service has it (spec 25, rule 5). */
    private static final String TOLD = """
            SELECT score, (SELECT p.preferences FROM customer p WHERE p.id = ANY (?) AND p.preferences IS NOT NULL
                ORDER BY p.preferences_at DESC NULLS LAST, p.id LIMIT 1) AS preferences
            FROM customer WHERE id = ?""";
    private static final String ADDRESSES = """
            SELECT customer_id, type, value, name FROM address
            WHERE customer_id = ANY (?) AND type NOT IN ('customer', 'event') AND value NOT LIKE 'erased/%'
            ORDER BY created_at, id""";

    private final Transactions transactions;
    private final ConversationReader conversations;
    private final SlaClocks clocks;
    private final Touches touches;
    private final Clock clock;
    private final ZoneId zone;
    private final int youngUntil;

    Customers(Transactions transactions, ConversationReader conversations, SlaClocks clocks, Touches touches,
            Clock clock, @ConfigProperty(name = "hub.sla.zone") ZoneId zone,
            @ConfigProperty(name = "hub.customer.young-until") int youngUntil) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.clocks = clocks;
        this.touches = touches;
        this.clock = clock;
        this.zone = zone;
        this.youngUntil = youngUntil;
    }

    Customer one(UUID id) {
        return transactions.inCurrent(connection -> one(connection, id));
    }

    Customer one(Connection connection, UUID id) throws SQLException {
        return byIds(connection, List.of(id)).stream().findFirst()
                .orElseThrow(() -> Problem.notFound("There is no customer " + id + "."));
    }

    Card card(UUID id) {
        return transactions.inCurrent(connection -> {
            Customer customer = one(connection, id);
            try (PreparedStatement select = connection
                    .prepareStatement(TOLD)) {
                select.setArray(1, connection.createArrayOf("uuid", CustomerRef.all(connection, id).toArray()));
                select.setObject(2, id);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return new Card(id, customer.name(), customer.nameToUse(), customer.language(),
                            customer.addresses(), customer.segment(), row.getString("score"),
                            row.getString("preferences"), conversations.openOf(connection, id),
                            clocks.promisesOf(connection, id),
                            PhoneToCall.of(customer.addresses()).orElse(null),
                            Reach.of(touches.newest(connection, id), zone).orElse(null));
                }
            }
        });
    }

    /** Customers in the order of their ids given; ids of nobody are left out. */
    public List<Customer> byIds(Connection connection, Collection<UUID> ids) throws SQLException {
        Map<UUID, List<Address>> addresses = addresses(connection, ids);
        Map<UUID, Customer> found = new HashMap<>();
        int youngSince = Year.now(clock).getValue() - youngUntil;
        try (PreparedStatement select = connection.prepareStatement(BY_ID)) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject("id", UUID.class);
                    found.put(id, Customer.of(row, addresses.getOrDefault(id, List.of()), youngSince));
                }
            }
        }
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    private static Map<UUID, List<Address>> addresses(Connection connection, Collection<UUID> ids) throws SQLException {
        Map<UUID, List<Address>> addresses = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(ADDRESSES)) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    addresses.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                            .add(new Address(row.getString(2), row.getString(3), row.getString(4)));
                }
            }
        }
        return addresses;
    }
}
