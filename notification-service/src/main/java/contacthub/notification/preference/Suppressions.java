package contacthub.notification.preference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import contacthub.contracts.Address;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Query;

/**
 * Addresses that must be left alone: nobody is there, or somebody who wants nothing from us there. What {@link Stops}
 * switched off counts too, on its channel only.
 */
public final class Suppressions {

    private static final String SUPPRESSED = """
            SELECT s.type, s.value, s.because, NULL AS channel FROM suppression s
            JOIN w ON s.type = w.type AND s.value = w.value
            UNION ALL
            SELECT s.type, s.value, NULL, s.channel FROM stopped s JOIN w ON s.type = w.type AND s.value = w.value""";
    private static final String AMONG = """
            WITH w AS (SELECT DISTINCT * FROM unnest(?, ?) w (type, value))
            """ + SUPPRESSED;
    private static final String OF = """
            WITH w AS (SELECT type, CASE type WHEN 'email' THEN lower(btrim(value)) ELSE value END AS value
                FROM customer_address WHERE customer = ANY (?)
                UNION SELECT 'phone', phone FROM preference WHERE customer = ANY (?) AND phone IS NOT NULL)
            """ + SUPPRESSED;
    private static final String ADD = """
            INSERT INTO suppression (type, value, because) VALUES (?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String LIFT = """
            DELETE FROM suppression s USING unnest(?, ?) l (type, value) WHERE s.type = l.type AND s.value = l.value""";

    private final Map<String, String> because;
    private final Set<String> stopped;

    private Suppressions(Map<String, String> because, Set<String> stopped) {
        this.because = because;
        this.stopped = stopped;
    }

    /** Those among these addresses. */
    public static Suppressions among(Connection connection, Collection<Address> addresses) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AMONG)) {
            bind(connection, select, addresses);
            try (ResultSet found = select.executeQuery()) {
                return read(found);
            }
        }
    }

    /** Those among the addresses of a customer, the phone it named itself among them. */
    public static Query<Suppressions> of(Whole customer) {
        return new Query<>(OF, List.of(customer.parts(), customer.parts()), Suppressions::read);
    }

    private static Suppressions read(ResultSet found) throws SQLException {
        Map<String, String> because = new HashMap<>();
        Set<String> stopped = new HashSet<>();
        while (found.next()) {
            String ref = Address.of(found.getString(1), found.getString(2)).ref();
            if (found.getString(4) == null) {
                because.put(ref, found.getString(3));
            } else {
                stopped.add(found.getString(4) + "/" + ref);
            }
        }
        return new Suppressions(because, stopped);
    }

    /** Leaves an address alone from now on. */
    public static void add(Connection connection, Address address, String because) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, address.type());
            insert.setString(2, value(address));
            insert.setString(3, because);
            insert.executeUpdate();
        }
    }

    /** Whoever writes from an address can be written to there again, unless by a stop word it was said not to. */
    public static void lift(Connection connection, Collection<Address> addresses) throws SQLException {
        if (addresses.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(LIFT)) {
            bind(connection, delete, addresses);
            delete.executeUpdate();
        }
    }

    /** Why this address must be left alone on this channel, if so. */
    public Optional<String> of(Address address, PreferenceChannel channel) {
        String ref = Address.of(address.type(), value(address)).ref();
        return stopped.contains(channel.word() + "/" + ref)
                ? Optional.of(Stops.BECAUSE)
                : Optional.ofNullable(because.get(ref));
    }

    static String value(Address address) {
        return address.type().equals("email") ? address.value().strip().toLowerCase(Locale.ROOT) : address.value();
    }

    private static void bind(Connection connection, PreparedStatement statement, Collection<Address> addresses)
            throws SQLException {
        Columns.of(connection, statement, List.copyOf(addresses)).bind("text", Address::type)
                .bind("text", Suppressions::value);
    }
}
