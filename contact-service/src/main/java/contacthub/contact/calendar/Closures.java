package contacthub.contact.calendar;

import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

/** Days off from feeds and files, as rows. */
@ApplicationScoped
class Closures {

    private static final String OF = "SELECT * FROM calendar_closure WHERE name = ANY (?) ORDER BY name, source";
    private static final String FORGET = "DELETE FROM calendar_closure WHERE name = ? AND source = ?";
    private static final String FORGET_ALL = "DELETE FROM calendar_closure WHERE name = ?";
    private static final String FOLLOW = """
            INSERT INTO calendar_closure (name, source, url, next_at) VALUES (?, 'feed', ?, now())""";
    private static final String FILED = """
            INSERT INTO calendar_closure (name, source, days, fetched_at) VALUES (?, 'file', ?, ?)
            ON CONFLICT (name, source) DO UPDATE SET days = excluded.days, fetched_at = excluded.fetched_at""";
    private static final String CLAIM = """
            UPDATE calendar_closure c SET next_at = now() + ? * interval '1 second'
            WHERE (c.name, c.source) = (SELECT name, source FROM calendar_closure WHERE next_at <= now()
                ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING c.*""";
    private static final String FETCHED = """
            UPDATE calendar_closure SET days = ?, fetched_at = ?, fault = NULL
            WHERE name = ? AND source = 'feed' AND url = ?""";
    private static final String FAILED = """
            UPDATE calendar_closure SET fault = ?, next_at = least(next_at, now() + ? * interval '1 second')
            WHERE name = ? AND source = 'feed' AND url = ?""";

    private final Clock clock;

    Closures(Clock clock) {
        this.clock = clock;
    }

    /** Those of these calendars. */
    List<Closure> of(Connection connection, Collection<String> calendars) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF)) {
            select.setArray(1, connection.createArrayOf("text", calendars.toArray()));
            return read(select);
        }
    }

    /** All days of one calendar's, whatever they come from. */
    static SortedSet<LocalDate> days(Collection<Closure> closures, String calendar) {
        SortedSet<LocalDate> days = new TreeSet<>();
        closures.stream().filter(closure -> closure.calendar().equals(calendar)).map(Closure::days)
                .forEach(days::addAll);
        return days;
    }

    /** Begins to follow a feed in the place of another, or none. */
    void follow(Connection connection, String calendar, String url) throws SQLException {
        forget(connection, calendar, Closure.FEED);
        if (url != null) {
            try (PreparedStatement insert = connection.prepareStatement(FOLLOW)) {
                insert.setString(1, calendar);
                insert.setString(2, url);
                insert.executeUpdate();
            }
        }
    }

    /** Keeps the days of a file in the place of those of one before. */
    void file(Connection connection, String calendar, Collection<LocalDate> days) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(FILED)) {
            insert.setString(1, calendar);
            insert.setArray(2, array(connection, days));
            insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        Revision.grow(connection);
    }

    /** Forgets what came from one source; true where there was something. */
    boolean forget(Connection connection, String calendar, String source) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setString(1, calendar);
            delete.setString(2, source);
            return delete.executeUpdate() > 0;
        }
    }

    /** Forgets all of a calendar. */
    void forget(Connection connection, String calendar) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET_ALL)) {
            delete.setString(1, calendar);
            delete.executeUpdate();
        }
    }

    /** Takes a feed that is due to be read, which nobody else gets until the pause is over. */
    Optional<Closure> claim(Connection connection, Duration pause) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
            update.setLong(1, pause.toSeconds());
            return read(update).stream().findFirst();
        }
    }

    /** Keeps what a feed answered, if it is still the one to follow. */
    void fetched(Connection connection, Closure feed, Collection<LocalDate> days) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FETCHED)) {
            update.setArray(1, array(connection, days));
            update.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            update.setString(3, feed.calendar());
            update.setString(4, feed.url());
            update.executeUpdate();
        }
        Revision.grow(connection);
    }

    /** Notes why a feed could not be read, to be tried again earlier than usual. */
    void failed(Connection connection, Closure feed, String fault, Duration retry) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FAILED)) {
            update.setString(1, fault);
            update.setLong(2, retry.toSeconds());
            update.setString(3, feed.calendar());
            update.setString(4, feed.url());
            update.executeUpdate();
        }
    }

    private static Array array(Connection connection, Collection<LocalDate> days) throws SQLException {
        return connection.createArrayOf("date", days.toArray());
    }

    private static List<Closure> read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            List<Closure> closures = new ArrayList<>();
            while (row.next()) {
                OffsetDateTime fetched = row.getObject("fetched_at", OffsetDateTime.class);
                closures.add(new Closure(row.getString("name"), row.getString("source"), row.getString("url"),
                        days(row.getArray("days")), fetched == null ? null : fetched.toInstant(),
                        row.getString("fault")));
            }
            return closures;
        }
    }

    private static List<LocalDate> days(Array array) throws SQLException {
        return Arrays.stream((Date[]) array.getArray()).map(Date::toLocalDate).toList();
    }
}
