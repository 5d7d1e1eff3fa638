package contacthub.contact.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.identity.CustomerNews;
import contacthub.contact.identity.ToCompare;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** Corrects what is known of a customer. */
@ApplicationScoped
class Editing {

    private static final String LOCK = "SELECT id, version, merged_into FROM customer WHERE id = ? FOR UPDATE";

    private final Transactions transactions;
    private final Customers customers;
    private final CustomerNews news;
    private final ToCompare toCompare;

    Editing(Transactions transactions, Customers customers, CustomerNews news, ToCompare toCompare) {
        this.transactions = transactions;
        this.customers = customers;
        this.news = news;
        this.toCompare = toCompare;
    }

    /** The customer as it is afterwards; a 412 problem where it is not at the version expected. */
    Customer change(UUID customer, CustomerPatch patch, OptionalLong expected) {
        return transactions.inOne(connection -> {
            Locked whole = lock(connection, customer);
            if (expected.isPresent() && expected.getAsLong() != whole.version) {
                throw Problem.changedMeanwhile("The customer is at version " + whole.version + " by now.");
            }
            if (!patch.columns().isEmpty()) {
                update(connection, whole.id, patch);
                news.changed(connection, List.of(whole.id));
                toCompare.add(connection, List.of(whole.id));
            }
            return customers.one(connection, whole.id);
        });
    }

    private record Locked(UUID id, long version) {}

    /** The customer, or who it became part of since it was looked up. */
    private static Locked lock(Connection connection, UUID customer) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setObject(1, customer);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound("There is no customer " + customer + ".");
                }
                UUID into = row.getObject("merged_into", UUID.class);
                return into == null
                        ? new Locked(row.getObject("id", UUID.class), row.getLong("version"))
                        : lock(connection, into);
            }
        }
    }

    private static void update(Connection connection, UUID customer, CustomerPatch patch) throws SQLException {
        String columns = patch.columns().keySet().stream().map(column -> column + " = ?, ")
                .collect(Collectors.joining());
        try (PreparedStatement update = connection
                .prepareStatement(
                        "UPDATE customer SET " + columns + "told = told - ?, version = version + 1 WHERE id = ?")) {
            int parameter = 1;
            for (Object value : patch.columns().values()) {
                update.setObject(parameter++, value);
            }
            update.setArray(parameter++, connection.createArrayOf("text", patch.columns().keySet().toArray()));
            update.setObject(parameter, customer);
            update.executeUpdate();
        }
    }
}
