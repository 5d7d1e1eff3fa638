package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.notification.delivery.ShownNotification.ShownDelivery;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** Reads notifications for people, newest first. */
@ApplicationScoped
class Notifications {

    private static final String ONE = "SELECT * FROM notification WHERE id = ?";
    private static final String AGAIN = "SELECT id FROM notification WHERE sends_again = ?";
    private static final String FAILED = """
            SELECT * FROM notification n WHERE state = 'failed' AND (?::text IS NULL OR channel = ?)
                AND CASE WHEN ?::text IS NULL THEN reason <> 'unknown' ELSE reason = ? END
                AND (?::timestamptz IS NULL OR created_at >= ?) AND text <> ''
                AND NOT EXISTS (SELECT 1 FROM notification a WHERE a.sends_again = n.id)
            ORDER BY id LIMIT ?""";
    private static final String DELIVERIES = "SELECT * FROM delivery WHERE notification = ? ORDER BY number";

    private final Transactions transactions;

    Notifications(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Which are sought; null for any.
     *
     * @param customer with all its parts
     */
    record Sought(String state, String channel, String reason, List<UUID> customer) {}

    /** Those sought, after an earlier page's last. */
    List<ShownNotification> page(Sought sought, UUID after, int limit) {
        StringBuilder sql = new StringBuilder("SELECT * FROM notification WHERE true");
        List<Object> values = new ArrayList<>();
        filter(sql, values, " AND state = ?", sought.state);
        filter(sql, values, " AND channel = ?", sought.channel);
        filter(sql, values, " AND reason = ?", sought.reason);
        filter(sql, values, " AND customer = ANY (string_to_array(?, ',')::uuid[])", sought.customer == null
                ? null
                : sought.customer.stream().map(UUID::toString).collect(Collectors.joining(",")));
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

    /** One with its deliveries; a 404 problem where there is none. */
    ShownNotification required(UUID id) {
        return one(id).orElseThrow(() -> Problem.notFound("There is no notification " + id + "."));
    }

    /** The one that stands for a failed one. */
    Optional<UUID> again(UUID failed) {
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(AGAIN)) {
                select.setObject(1, failed);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
                }
            }
        });
    }

    /** The oldest failed ones that none stands for; without a reason, those that were surely not sent. */
    List<ShownNotification> failed(String channel, String reason, Instant since, int limit) {
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(FAILED)) {
                OffsetDateTime from = since == null ? null : since.atOffset(ZoneOffset.UTC);
                Object[] values = { channel, channel, reason, reason, from, from, limit};
                for (int i = 0; i < values.length; i++) {
                    select.setObject(i + 1, values[i]);
                }
                return read(select);
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
