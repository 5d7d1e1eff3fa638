package contacthub.contact.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;

/** Reads a customer's history: the newest of each of its addresses, merged. */
@ApplicationScoped
class TimelineReader {

    private static final String PAGE = """
            SELECT e.* FROM address a CROSS JOIN LATERAL (
                SELECT %s FROM timeline_entry
                WHERE address_id = a.id %%s
                ORDER BY occurred_at DESC, id DESC LIMIT ?) e
            WHERE a.customer_id = ?
            ORDER BY e.occurred_at DESC, e.id DESC LIMIT ?""".formatted(ShownEntry.COLUMNS);
    /** Live reading looks at the newest entries only, so that it costs the same however long the history is. */
    private static final String CHANGES = """
            SELECT * FROM (%s) newest WHERE changed_at > ? ORDER BY changed_at, id""".formatted(PAGE.formatted(""));
    private static final int LIVE_WINDOW = 500;

    private final Transactions transactions;

    TimelineReader(Transactions transactions) {
        this.transactions = transactions;
    }

    List<ShownEntry> page(UUID customer, TimelineQuery query) {
        List<Object> parameters = new ArrayList<>();
        String sql = PAGE.formatted(filters(query, parameters));
        int limit = Page.size(query.size) + 1;
        parameters.addAll(List.of(limit, customer, limit));
        return transactions.inCurrent(connection -> read(connection, sql, parameters));
    }

    /** What was added or changed since, in the order of change. */
    List<ShownEntry> changes(UUID customer, Instant since) {
        return transactions.inCurrent(connection -> read(connection, CHANGES,
                List.of(LIVE_WINDOW, customer, LIVE_WINDOW, since)));
    }

    private static String filters(TimelineQuery query, List<Object> parameters) {
        StringBuilder sql = new StringBuilder();
        Cursor cursor = query.cursor();
        if (cursor != null) {
            sql.append("AND (occurred_at, id) < (?, ?) ");
            parameters.add(cursor.at());
            parameters.add(cursor.id());
        }
        equal(sql, parameters, "channel", query.channel);
        equal(sql, parameters, "type", query.type);
        equal(sql, parameters, "direction", query.direction);
        compare(sql, parameters, "occurred_at >=", query.from());
        compare(sql, parameters, "occurred_at <", query.to());
        return sql.toString();
    }

    private static void equal(StringBuilder sql, List<Object> parameters, String column, String value) {
        compare(sql, parameters, column + " =", value);
    }

    private static void compare(StringBuilder sql, List<Object> parameters, String comparison, Object value) {
        if (value != null) {
            sql.append("AND ").append(comparison).append(" ? ");
            parameters.add(value);
        }
    }

    private static List<ShownEntry> read(Connection connection, String sql, List<Object> parameters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                Object value = parameters.get(i);
                select.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
            }
            List<ShownEntry> entries = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    entries.add(ShownEntry.of(found));
                }
            }
            return entries;
        }
    }
}
