package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.notification.delivery.ShownNotification.ShownDelivery;
import contacthub.runtime.sql.Transactions;

/** Reads notifications for people, newest first. */
@ApplicationScoped
class Notifications {

    private static final String ONE = "SELECT * FROM notification WHERE id = ?";
    private static final String DELIVERIES = "SELECT * FROM delivery WHERE notification = ? ORDER BY number";

    private final Transactions transactions;

    Notifications(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Those of a state and a customer with all its parts, where these are given, after an earlier page's last. */
    List<ShownNotification> page(String state, List<UUID> customer, UUID after, int limit) {
        StringBuilder sql = new StringBuilder("SELECT * FROM notification WHERE true");
        List<Object> values = new ArrayList<>();
        filter(sql, values, " AND state = ?", state);
        filter(sql, values, " AND customer = ANY (string_to_array(?, ',')::uuid[])", customer == null
                ? null
                : customer.stream().map(UUID::toString).collect(Collectors.joining(",")));
        filter(sql, values, " AND id < ?", after);
        values.add(limit);
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql + " ORDER BY id DESC LIMIT ?")) {
                for (int i = 0; i < values.size(); i++) {
                    select.setObject(i + 1, values.get(i));
                }
                return read(select);
            }
        });
    }

    /** One with its deliveries. */
    Optional<ShownNotification> one(UUID id) {
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(ONE)) {
                select.setObject(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(ShownNotification.of(row, deliveries(connection, id)))
                            : Optional.empty();
                }
            }
        });
    }

    private static void filter(StringBuilder sql, List<Object> values, String condition, Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    private static List<ShownNotification> read(PreparedStatement select) throws SQLException {
        List<ShownNotification> page = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                page.add(ShownNotification.of(row, null));
            }
        }
        return page;
    }

    private static List<ShownDelivery> deliveries(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DELIVERIES)) {
            select.setObject(1, id);
            List<ShownDelivery> deliveries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    deliveries.add(ShownDelivery.of(row));
                }
            }
            return deliveries;
        }
    }
}
