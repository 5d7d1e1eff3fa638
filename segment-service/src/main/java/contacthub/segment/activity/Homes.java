package contacthub.segment.activity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import contacthub.contracts.Address;
import contacthub.contracts.CustomerFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.event.Received;
import contacthub.runtime.redirect.Redirects;

/** Addresses that an undone merge gave back: what was bought over them is their customer's, whoever it was told of. */
public final class Homes {

    private static final UUID NONE = new UUID(0, 0);
    private static final String SETTLE = """
            INSERT INTO address_home AS h (address, customer) SELECT a, ? FROM unnest(?::uuid[]) a ORDER BY a
            ON CONFLICT (address) DO UPDATE SET customer = excluded.customer""";
    private static final String BRING = """
            WITH gone AS (
                DELETE FROM purchase_day WHERE customer = ANY (?) AND address = ANY (?)
                RETURNING day, currency, address, purchases, revenue, margin, first_at, last_at)
            INSERT INTO purchase_day AS d (customer, day, currency, address, purchases, revenue, margin, first_at, last_at)
            SELECT ?, day, currency, address, sum(purchases), sum(revenue), sum(margin), min(first_at), max(last_at)
            FROM gone GROUP BY day, currency, address
            ON CONFLICT (customer, day, currency, address) DO UPDATE SET
                purchases = d.purchases + excluded.purchases, revenue = d.revenue + excluded.revenue,
                margin = d.margin + excluded.margin, first_at = least(d.first_at, excluded.first_at),
                last_at = greatest(d.last_at, excluded.last_at)""";
    private static final String OF = "SELECT address, customer FROM address_home WHERE address = ANY (?)";

    private Homes() {
    }

    /** An address as this service keeps it; one for all purchases that tell none. */
    public static UUID digest(Address address) {
        return address == null || address.type() == null || address.value() == null
                ? NONE
                : Ids.named("address", address.type(), address.value());
    }

    /** Gives back what was bought over the addresses of an undone merge, in the past and from now on. */
    static void settle(Connection connection, Received event) throws SQLException {
        var unmerged = event.as(CustomerFact.Unmerged.class);
        UUID customer = UUID.fromString(unmerged.customer());
        Object[] addresses = unmerged.addresses().stream().map(Homes::digest).distinct().toArray();
        List<UUID> others = Redirects.of(connection, UUID.fromString(unmerged.from())).parts().stream()
                .filter(part -> !part.equals(customer)).toList();
        try (PreparedStatement upsert = connection.prepareStatement(SETTLE)) {
            upsert.setObject(1, customer);
            upsert.setArray(2, connection.createArrayOf("uuid", addresses));
            upsert.executeUpdate();
        }
        try (PreparedStatement move = connection.prepareStatement(BRING)) {
            move.setArray(1, connection.createArrayOf("uuid", others.toArray()));
            move.setArray(2, connection.createArrayOf("uuid", addresses));
            move.setObject(3, customer);
            move.executeUpdate();
        }
    }

    /** The purchases, each of the customer whose address it came over. */
    static List<Purchase> of(Connection connection, List<Purchase> purchases) throws SQLException {
        if (purchases.isEmpty()) {
            return purchases;
        }
        Map<UUID, UUID> homes = homes(connection, purchases.stream().map(Purchase::address).distinct().toList());
        return homes.isEmpty()
                ? purchases
                : purchases.stream()
                        .map(purchase -> purchase.of(homes.getOrDefault(purchase.address(), purchase.customer())))
                        .toList();
    }

    private static Map<UUID, UUID> homes(Connection connection, Collection<UUID> addresses) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF)) {
            select.setArray(1, connection.createArrayOf("uuid", addresses.toArray()));
            Map<UUID, UUID> homes = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    homes.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                }
            }
            return homes;
        }
    }
}
