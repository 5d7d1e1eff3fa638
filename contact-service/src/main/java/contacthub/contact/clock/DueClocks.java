package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import contacthub.contact.clock.Isolation.Which;
import contacthub.contact.clock.SlaClocks.Row;
import contacthub.runtime.sql.Plans;

/** The clocks with which something is to be done by the database's time, apart from those that are set aside. */
final class DueClocks {

    /** When time alone changes a clock. */
    static final String NEXT = "next_at";
    /** When its operator is warned. */
    static final String WARN = "warn_at";
    /** When its policy's ladder is looked at. */
    static final String LADDER = "ladder_at";

    private static final int MOST = 500;

    private DueClocks() {
    }

    /** Whether there may be more than were worked on. */
    static boolean isFull(int worked) {
        return worked == MOST;
    }

    /** Those whose moment has come, locked, with that moment; nobody else gets the same. */
    static List<Row> next(Connection connection, Which which) throws SQLException {
        try (PreparedStatement select = claim(connection, NEXT, which); ResultSet row = select.executeQuery()) {
            List<Row> due = new ArrayList<>();
            while (row.next()) {
                due.add(new Row(SlaClocks.of(row), SlaClocks.time(row, NEXT)));
            }
            return due;
        }
    }

    /** Those of which a warning is due, locked; nobody else gets the same. */
    static List<Warning.Due> toWarn(Connection connection, Which which) throws SQLException {
        try (PreparedStatement select = claim(connection, WARN, which); ResultSet row = select.executeQuery()) {
            List<Warning.Due> due = new ArrayList<>();
            while (row.next()) {
                due.add(new Warning.Due(SlaClocks.of(row), row.getInt("warned"), SlaClocks.time(row, "now")));
            }
            return due;
        }
    }

    private static PreparedStatement claim(Connection connection, String moment, Which which) throws SQLException {
        return statement(connection, "*, now() AS now", moment, which, " FOR UPDATE SKIP LOCKED");
    }

    /** Their ids by conversation, as they are. */
    static Map<UUID, List<UUID>> places(Connection connection, String moment, Which which) throws SQLException {
        try (PreparedStatement select = statement(connection, "id, conversation_id", moment, which, "");
                ResultSet row = select.executeQuery()) {
            Map<UUID, List<UUID>> places = new HashMap<>();
            while (row.next()) {
                places.computeIfAbsent(row.getObject("conversation_id", UUID.class), any -> new ArrayList<>())
                        .add(row.getObject("id", UUID.class));
            }
            return places;
        }
    }

    private static PreparedStatement statement(Connection connection, String columns, String moment, Which which,
            String lock) throws SQLException {
        String due = "SELECT " + columns + " FROM sla_clock WHERE " + moment
                + " <= now() AND (retry_at IS NULL OR retry_at <= now())";
        if (which.only() == null) {
            return Plans.anew(connection.prepareStatement(due + " ORDER BY " + moment + " LIMIT " + MOST + lock));
        }
        PreparedStatement select = connection.prepareStatement(due + " AND id = ANY (?) ORDER BY id" + lock);
        select.setArray(1, connection.createArrayOf("uuid", which.only().toArray()));
        return select;
    }
}
