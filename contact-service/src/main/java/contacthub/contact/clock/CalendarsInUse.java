package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.calendar.CalendarUse;
import contacthub.runtime.sql.Transactions;

/** Running clocks keep the calendar they count on from being deleted. */
@ApplicationScoped
class CalendarsInUse implements CalendarUse {

    private static final String RUNNING = """
            SELECT policy, count(*) FROM sla_clock WHERE state IN ('running', 'paused') AND calendar = ?
            GROUP BY policy ORDER BY policy""";

    private final Transactions transactions;

    CalendarsInUse(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<String> of(String calendar) {
        return transactions.inCurrent(connection -> running(connection, calendar));
    }

    private static List<String> running(Connection connection, String calendar) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RUNNING)) {
            select.setString(1, calendar);
            try (ResultSet row = select.executeQuery()) {
                List<String> uses = new ArrayList<>();
                while (row.next()) {
                    uses.add("policy " + row.getString(1) + " with " + row.getLong(2) + " running clocks");
                }
                return uses;
            }
        }
    }
}
