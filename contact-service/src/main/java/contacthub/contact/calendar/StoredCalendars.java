package contacthub.contact.calendar;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** Calendars as rows: each change is a further version, and no version is ever changed or deleted. */
@ApplicationScoped
class StoredCalendars {

    private static final String LATEST = """
            SELECT v.* FROM calendar c JOIN calendar_version v ON v.name = c.name AND v.version = c.version
            WHERE NOT c.deleted AND c.name > ? ORDER BY c.name LIMIT ?""";
    private static final String ONE = """
            SELECT v.* FROM calendar c JOIN calendar_version v ON v.name = c.name AND v.version = c.version
            WHERE NOT c.deleted AND c.name = ?""";
    private static final String VERSION = "SELECT * FROM calendar_version WHERE name = ? AND version = ?";
    private static final String BEFORE = """
            SELECT * FROM calendar_version WHERE name = ? AND version < ? ORDER BY version DESC LIMIT ?""";
    private static final String LOCK = ONE + " FOR UPDATE OF c";
    private static final String CREATE = """
            INSERT INTO calendar (name, version) VALUES (?, 1)
            ON CONFLICT (name) DO UPDATE SET version = calendar.version + 1, deleted = false WHERE calendar.deleted
            RETURNING version""";
    private static final String NEXT = "UPDATE calendar SET version = version + 1 WHERE name = ? RETURNING version";
    private static final String DELETE = "UPDATE calendar SET deleted = true WHERE name = ?";
    private static final String KEEP = """
            INSERT INTO calendar_version (name, version, form, changed_at, changed_by) VALUES (?, ?, ?, ?, ?)""";

    /** The latest versions, in the order of their names, after one. */
    List<StoredCalendar> latest(Connection connection, String after, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LATEST)) {
            select.setString(1, after);
            select.setInt(2, limit);
            return read(select);
        }
    }

    /** The latest version of one. */
    Optional<StoredCalendar> one(Connection connection, String name) throws SQLException {
        return named(connection, ONE, name);
    }

    /** The latest version of one, which nobody else can change until the transaction ends. */
    Optional<StoredCalendar> locked(Connection connection, String name) throws SQLException {
        return named(connection, LOCK, name);
    }

    private static Optional<StoredCalendar> named(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            return read(select).stream().findFirst();
        }
    }

    /** A version, also of one that is deleted. */
    Optional<StoredCalendar> version(Connection connection, String name, long version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(VERSION)) {
            select.setString(1, name);
            select.setLong(2, version);
            return read(select).stream().findFirst();
        }
    }

    /** Versions before one, the newest first. */
    List<StoredCalendar> before(Connection connection, String name, long version, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BEFORE)) {
            select.setString(1, name);
            select.setLong(2, version);
            select.setInt(3, limit);
            return read(select);
        }
    }

    /** The version a new calendar begins with; nothing where there is one of this name. */
    Optional<Long> create(Connection connection, String name) throws SQLException {
        return version(connection, CREATE, name);
    }

    /** The version after the latest of a calendar. */
    long next(Connection connection, String name) throws SQLException {
        return version(connection, NEXT, name).orElseThrow();
    }

    private static Optional<Long> version(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            change.setString(1, name);
            try (ResultSet row = change.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    /** Keeps a version and tells every instance. */
    void keep(Connection connection, StoredCalendar calendar) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setString(1, calendar.name());
            insert.setLong(2, calendar.version());
            insert.setString(3, calendar.form());
            insert.setObject(4, calendar.changedAt().atOffset(ZoneOffset.UTC));
            insert.setString(5, calendar.changedBy());
            insert.executeUpdate();
        }
        Revision.grow(connection);
    }

    /** Takes a calendar out of use; its versions stay. */
    void delete(Connection connection, String name) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DELETE)) {
            update.setString(1, name);
            update.executeUpdate();
        }
        Revision.grow(connection);
    }

    private static List<StoredCalendar> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<StoredCalendar> calendars = new ArrayList<>();
            while (row.next()) {
                calendars.add(StoredCalendar.of(row));
            }
            return calendars;
        }
    }
}
