package contacthub.contact.calendar;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One number that grows with every change of a calendar or of official days. */
final class Revision {

    private static final String GROW = "UPDATE calendar_revision SET revision = revision + 1";
    private static final String READ = "SELECT revision FROM calendar_revision";

    private Revision() {
    }

    /** Tells every instance, once committed, that something has changed. */
    static void grow(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(GROW)) {
            update.executeUpdate();
        }
    }

    static long read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ); ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
