package contacthub.contact.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.identity.NormalAddress;
import contacthub.contact.identity.Normaliser;
import contacthub.contracts.Address;
import contacthub.contracts.AddressType;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;

/** Finds customers by what somebody remembers of them: part of a name, or an address in any common form. */
@ApplicationScoped
class CustomerSearch {

    private static final String FIND = """
            SELECT id FROM (
                SELECT customer_id AS id FROM address
                WHERE (type, value) IN (SELECT * FROM unnest(?::text[], ?::text[]))
                UNION
                SELECT id FROM customer
                WHERE lower(coalesce(last_name, '') || ' ' || coalesce(first_name, '') || ' ' || coalesce(patronymic, '')
                        || ' ' || coalesce(company, '')) LIKE ?
                    AND (last_name IS NOT NULL OR first_name IS NOT NULL OR company IS NOT NULL)
                    AND merged_into IS NULL) found
            WHERE id > ? ORDER BY id LIMIT ?""";
    private static final UUID FIRST = new UUID(0, 0);

    private final Transactions transactions;
    private final Normaliser normaliser;
    private final Customers customers;

    CustomerSearch(Transactions transactions, Normaliser normaliser, Customers customers) {
        this.transactions = transactions;
        this.normaliser = normaliser;
        this.customers = customers;
    }

    Page<Customer> find(String query, int size, String after) {
        List<Customer> found = transactions.inCurrent(
                connection -> customers.byIds(connection, ids(connection, query, after(after), size + 1)));
        return Page.of(found, size, customer -> customer.id().toString(),
                "/api/v1/customers?q=" + URLEncoder.encode(query, UTF_8));
    }

    private List<UUID> ids(Connection connection, String query, UUID after, int limit) throws SQLException {
        List<NormalAddress> meant = meant(query);
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setArray(1, connection.createArrayOf("text", meant.stream().map(NormalAddress::type).toArray()));
            select.setArray(2, connection.createArrayOf("text", meant.stream().map(NormalAddress::value).toArray()));
            select.setString(3, "%" + query.toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%");
            select.setObject(4, after);
            select.setInt(5, limit);
            List<UUID> ids = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    ids.add(found.getObject(1, UUID.class));
                }
            }
            return ids;
        }
    }

    /** The addresses a query can mean: of every type, or of the one it names itself. */
    private List<NormalAddress> meant(String query) {
        int colon = query.indexOf(':');
        List<Address> candidates = new ArrayList<>();
        if (colon > 0 && AddressType.isKnown(query.substring(0, colon))) {
            candidates.add(Address.of(query.substring(0, colon), query.substring(colon + 1)));
        }
        AddressType.names().forEach(type -> candidates.add(Address.of(type, query)));
        return normaliser.normalise(candidates);
    }

    private static UUID after(String cursor) {
        try {
            return cursor == null ? FIRST : UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("page[after]", "is not a cursor of this list");
        }
    }
}
