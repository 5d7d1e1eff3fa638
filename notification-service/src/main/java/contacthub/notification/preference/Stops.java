package contacthub.notification.preference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import contacthub.contracts.Address;

/** Channels that customers switched off for an address of theirs by a stop word, until they switch it on again. */
public final class Stops {

    /** Why nothing may be sent there. */
    public static final String BECAUSE = "stop-word";

    private static final String STOP = """
            INSERT INTO stopped (channel, type, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String START = "DELETE FROM stopped WHERE channel = ? AND type = ? AND value = ?";

    private Stops() {
    }

    /** Switches it off; answers whether it was on. */
    public static boolean stop(Connection connection, PreferenceChannel channel, Address address) throws SQLException {
        return change(connection, STOP, channel, address);
    }

    /** Switches it on; answers whether it was off. */
    public static boolean start(Connection connection, PreferenceChannel channel, Address address)
            throws SQLException {
        return change(connection, START, channel, address);
    }

    private static boolean change(Connection connection, String sql, PreferenceChannel channel, Address address)
            throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            change.setString(1, channel.word());
            change.setString(2, address.type());
            change.setString(3, Suppressions.value(address));
            return change.executeUpdate() == 1;
        }
    }
}
