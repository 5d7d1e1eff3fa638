package contacthub.contact.calendar;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.calendar.OfficialDay.Kind;
import contacthub.contact.calendar.WorkingCalendar.Invalid;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;

/** The official days that were published to us, by country and year; other years are left to {@link PublicHolidays}. */
@ApplicationScoped
class CountryDays {

    private static final String OF = "SELECT * FROM calendar_day WHERE country = ? ORDER BY day";
    private static final String YEARS = "SELECT * FROM calendar_year ORDER BY country, year";
    private static final String IN = """
            SELECT * FROM calendar_day WHERE country = ? AND day BETWEEN ? AND ? ORDER BY day""";
    private static final String FORGET = "DELETE FROM calendar_day WHERE country = ? AND day BETWEEN ? AND ?";
    private static final String KEEP = """
            INSERT INTO calendar_day (country, day, kind, name, moved_from)
            SELECT * FROM unnest(?, ?, ?, ?, ?)""";
    private static final String KEEP_YEAR = """
            INSERT INTO calendar_year (country, year, changed_at, changed_by) VALUES (?, ?, ?, ?)
            ON CONFLICT (country, year) DO UPDATE SET changed_at = excluded.changed_at,
                changed_by = excluded.changed_by""";

    private final Transactions transactions;
    private final Clock clock;

    CountryDays(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A country and year that was published to us. */
    record Published(String country, int year) {}

    /** The days of a country by its code; {@link Invalid} where it is not known. */
    OfficialDays of(String country) {
        Map<LocalDate, OfficialDay> days = new HashMap<>();
        transactions.inCurrent(connection -> all(connection, country)).forEach(day -> days.put(day.date(), day));
        return new OfficialDays(country, days, days.isEmpty() ? known(country) : otherYears(country));
    }

    private static List<OfficialDay> all(Connection connection, String country) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF)) {
            select.setString(1, country);
            return read(select);
        }
    }

    private static IntFunction<Map<LocalDate, OfficialDay>> known(String country) {
        return PublicHolidays.of(country)::in;
    }

    /** A country that only we know has no days in other years. */
    private static IntFunction<Map<LocalDate, OfficialDay>> otherYears(String country) {
        try {
            return known(country);
        } catch (Invalid unknown) {
            return year -> Map.of();
        }
    }

    /** Every country and year there is. */
    List<Published> years(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(YEARS); ResultSet row = select.executeQuery()) {
            List<Published> years = new ArrayList<>();
            while (row.next()) {
                years.add(new Published(row.getString("country"), row.getInt("year")));
            }
            return years;
        }
    }

    /** The days of one year, in order. */
    List<OfficialDay> in(Connection connection, String country, int year) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(IN)) {
            bindYear(select, country, year);
            return read(select);
        }
    }

    /** Puts these days in the place of all that were known of the year. */
    void publish(Connection connection, String country, int year, List<OfficialDay> days, String by)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP_YEAR)) {
            insert.setString(1, country);
            insert.setInt(2, year);
            insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setString(4, by);
            insert.executeUpdate();
        }
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            bindYear(delete, country, year);
            delete.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            Columns.of(connection, insert, days)
                    .bind("text", day -> country)
                    .bind("date", OfficialDay::date)
                    .bind("text", day -> day.kind().word())
                    .bind("text", OfficialDay::name)
                    .bind("date", OfficialDay::movedFrom);
            insert.executeUpdate();
        }
        Revision.grow(connection);
    }

    private static void bindYear(PreparedStatement statement, String country, int year) throws SQLException {
        statement.setString(1, country);
        statement.setObject(2, LocalDate.of(year, 1, 1));
        statement.setObject(3, LocalDate.of(year, 12, 31));
    }

    private static List<OfficialDay> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<OfficialDay> days = new ArrayList<>();
            while (row.next()) {
                days.add(new OfficialDay(row.getObject("day", LocalDate.class),
                        Kind.of(row.getString("kind")).orElseThrow(), row.getString("name"),
                        row.getObject("moved_from", LocalDate.class)));
            }
            return days;
        }
    }
}
