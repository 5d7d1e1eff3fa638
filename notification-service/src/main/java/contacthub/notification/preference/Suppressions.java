package contacthub.notification.preference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import contacthub.contracts.Address;
import contacthub.runtime.sql.Columns;

/** Addresses that must be left alone: nobody is there, or somebody who wants nothing from us there. */
public final class Suppressions {

    private static final String AMONG = """
            SELECT s.type, s.value, s.because FROM suppression s
            JOIN (SELECT DISTINCT * FROM unnest(?, ?) w (type, value)) w ON s.type = w.type AND s.value = w.value""";
    private static final String ADD = """
            INSERT INTO suppression (type, value, because) VALUES (?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String LIFT = """
            DELETE FROM suppression s USING unnest(?, ?) l (type, value) WHERE s.type = l.type AND s.value = l.value""";

    private final Map<String, String> because;

    private Suppressions(Map<String, String> because) {
        this.because = because;
    }

    /** Those among these addresses. */
    public static Suppressions among(Connection connection, Collection<Address> addresses) throws SQLException {
        Map<String, String> because = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(AMONG)) {
            bind(connection, select, addresses);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    because.put(Address.of(found.getString(1), found.getString(2)).ref(), found.getString(3));
                }
            }
        }
        return new Suppressions(because);
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

    /** Whoever writes from an address can be written to there again. */
    public static void lift(Connection connection, Collection<Address> addresses) throws SQLException {
        if (addresses.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(LIFT)) {
            bind(connection, delete, addresses);
            delete.executeUpdate();
        }
    }

    /** Why this address must be left alone, if so. */
    public Optional<String> of(Address address) {
        return Optional.ofNullable(because.get(Address.of(address.type(), value(address)).ref()));
    }

    private static String value(Address address) {
        return address.type().equals("email") ? address.value().strip().toLowerCase(Locale.ROOT) : address.value();
    }

    private static void bind(Connection connection, PreparedStatement statement, Collection<Address> addresses)
            throws SQLException {
        Columns.of(connection, statement, List.copyOf(addresses)).bind("text", Address::type)
                .bind("text", Suppressions::value);
    }
}
