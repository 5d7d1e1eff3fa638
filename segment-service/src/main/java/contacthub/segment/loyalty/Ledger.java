package contacthub.segment.loyalty;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import contacthub.runtime.sql.Columns;

/** Entries as they are stored: only added, given to another customer only where an undone merge gives their address back. */
final class Ledger {

    private static final String FIELDS = """
            id, customer, at, kind, unit, amount, given, because, programme, source, address, operator""";
    private static final String ADD = "INSERT INTO loyalty_entry (" + FIELDS + """
            )
            SELECT f.id, coalesce(h.customer, f.customer), at, kind, unit, amount, given, because, programme, source,
                   f.address, operator
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) f\s""" + "(" + FIELDS + """
            )
            LEFT JOIN address_home h ON h.address = f.address
            ON CONFLICT DO NOTHING""";
    private static final String BALANCES = """
            SELECT unit, sum(amount) FROM loyalty_entry WHERE customer = ANY (?) GROUP BY unit ORDER BY unit""";
    private static final String LIST = "SELECT " + FIELDS + """

            FROM loyalty_entry WHERE customer = ANY (?) AND id < ? ORDER BY id DESC LIMIT ?""";
    private static final String REWARDED = """
            SELECT count(*) FROM loyalty_entry
            WHERE customer = ANY (?) AND kind = 'review' AND given AND at > ? AND at < ?""";
    private static final String GIVE_BACK = """
            UPDATE loyalty_entry SET customer = ? WHERE customer = ANY (?) AND address = ANY (?)""";

    private Ledger() {
    }

    /** Adds entries; those for an event that has one already are left out. */
    static void add(Connection connection, List<Entry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            Columns.of(connection, insert, entries).bind("uuid", Entry::id).bind("uuid", Entry::customer)
                    .bind("timestamptz", Entry::at).bind("text", Entry::kind).bind("text", Entry::unit)
                    .bind("numeric", Entry::amount).bind("bool", Entry::given).bind("text", Entry::because)
                    .bind("int8", Entry::programme).bind("uuid", Entry::source).bind("uuid", Entry::address)
                    .bind("text", Entry::operator);
            insert.executeUpdate();
        }
    }

    /** What a customer with these parts has, by unit. */
    static Map<String, BigDecimal> balances(Connection connection, Collection<UUID> parts) throws SQLException {
        Map<String, BigDecimal> balances = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(BALANCES)) {
            select.setArray(1, connection.createArrayOf("uuid", parts.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    balances.put(row.getString(1), plain(row.getBigDecimal(2)));
                }
            }
        }
        return balances;
    }

    /** Entries from before that one, the newest first, at most one more than asked for. */
    static List<Entry> before(Connection connection, Collection<UUID> parts, UUID last, int size)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setArray(1, connection.createArrayOf("uuid", parts.toArray()));
            select.setObject(2, last);
            select.setInt(3, size + 1);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(read(row));
                }
            }
            return entries;
        }
    }

    /** How many reviews were rewarded within these days around a moment. */
    static long rewarded(Connection connection, Collection<UUID> parts, Instant from, Instant to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(REWARDED)) {
            select.setArray(1, connection.createArrayOf("uuid", parts.toArray()));
            select.setObject(2, from.atOffset(ZoneOffset.UTC));
            select.setObject(3, to.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Gives entries for what came over these addresses to the customer who has them again. */
    static void giveBack(Connection connection, UUID customer, Collection<UUID> from, Collection<UUID> addresses)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(GIVE_BACK)) {
            update.setObject(1, customer);
            update.setArray(2, connection.createArrayOf("uuid", from.toArray()));
            update.setArray(3, connection.createArrayOf("uuid", addresses.toArray()));
            update.executeUpdate();
        }
    }

    private static Entry read(ResultSet row) throws SQLException {
        return new Entry(row.getObject("id", UUID.class), row.getObject("customer", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("kind"), row.getString("unit"),
                plain(row.getBigDecimal("amount")), row.getBoolean("given"), row.getString("because"),
                row.getObject("programme", Long.class), null, null, row.getString("operator"));
    }

    private static BigDecimal plain(BigDecimal amount) {
        return new BigDecimal(amount.stripTrailingZeros().toPlainString());
    }
}
