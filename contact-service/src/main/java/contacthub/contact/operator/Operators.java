package contacthub.contact.operator;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.calendar.CalendarUse;
import contacthub.contact.calendar.Calendars;
import contacthub.contact.calendar.WorkingCalendar;
import contacthub.runtime.sql.Transactions;

/** The people who may answer: those with an account that is not disabled, and the working hours of each. */
@ApplicationScoped
public class Operators implements CalendarUse {

    private static final String ALL = """
            SELECT c.name, c.roles, coalesce(o.calendar, ?) AS calendar,
                (SELECT count(*) FROM conversation v WHERE v.owner = c.name AND v.status = 'open') AS load
            FROM credential c LEFT JOIN operator_calendar o ON o.operator = c.name
            WHERE c.kind = 'user' AND NOT c.disabled AND c.name > ? AND (?::text IS NULL OR ? = ANY (c.roles))
            ORDER BY c.name LIMIT ?""";
    private static final String CALENDAR = "SELECT calendar FROM operator_calendar WHERE operator = ?";
    private static final String SET = """
            INSERT INTO operator_calendar (operator, calendar) VALUES (?, ?)
            ON CONFLICT (operator) DO UPDATE SET calendar = excluded.calendar""";
    private static final String UNSET = "DELETE FROM operator_calendar WHERE operator = ?";
    private static final String WITH = "SELECT operator FROM operator_calendar WHERE calendar = ? ORDER BY operator";

    private final Transactions transactions;
    private final Calendars calendars;
    private final Absences absences;

    Operators(Transactions transactions, Calendars calendars, Absences absences) {
        this.transactions = transactions;
        this.calendars = calendars;
        this.absences = absences;
    }

    /**
     * Somebody who may answer.
     *
     * @param calendar of their working hours
     * @param openConversations how many they own
     * @param away the absence they are in; nothing while they are here
     */
    public record Operator(String name, List<String> roles, String calendar, long openConversations, Absence away) {}

    /** At most so many, after this name. */
    List<Operator> all(Connection connection, String after, int limit) throws SQLException {
        return read(connection, after, null, limit);
    }

    Optional<Operator> named(Connection connection, String name) throws SQLException {
        return read(connection, "", null, Integer.MAX_VALUE).stream().filter(one -> one.name.equals(name)).findFirst();
    }

    /** Those of a role who are here, and how many conversations each owns. */
    public Map<String, Long> present(Connection connection, String role) throws SQLException {
        return read(connection, "", role, Integer.MAX_VALUE).stream().filter(one -> one.away == null)
                .collect(Collectors.toMap(Operator::name, Operator::openConversations));
    }

    private List<Operator> read(Connection connection, String after, String role, int limit) throws SQLException {
        Map<String, Absence> away = new HashMap<>();
        absences.away(connection).forEach(one -> away.put(one.operator(), one.absence()));
        try (PreparedStatement select = connection.prepareStatement(ALL)) {
            select.setString(1, Calendars.OFFICE);
            select.setString(2, after);
            select.setString(3, role);
            select.setString(4, role);
            select.setInt(5, limit);
            List<Operator> operators = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String name = row.getString("name");
                    operators.add(new Operator(name, List.of((String[]) row.getArray("roles").getArray()),
                            row.getString("calendar"), row.getLong("load"), away.get(name)));
                }
            }
            return operators;
        }
    }

    /** Somebody's working hours; those of the office where nothing else is said. */
    public WorkingCalendar hours(Connection connection, String operator) throws SQLException {
        List<String> calendar = strings(connection, CALENDAR, operator);
        return calendars.named(calendar.isEmpty() ? Calendars.OFFICE : calendar.get(0));
    }

    Set<String> calendars() {
        return calendars.names();
    }

    /** Gives somebody working hours of their own, or those of the office where there is no calendar. */
    void keepHours(Connection connection, String operator, String calendar) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(calendar == null ? UNSET : SET)) {
            change.setString(1, operator);
            if (calendar != null) {
                change.setString(2, calendar);
            }
            change.executeUpdate();
        }
    }

    @Override
    public List<String> of(String calendar) {
        return transactions.inCurrent(connection -> strings(connection, WITH, calendar)).stream()
                .map(operator -> "operator " + operator).toList();
    }

    private static List<String> strings(Connection connection, String sql, String of) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, of);
            List<String> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        }
    }
}
