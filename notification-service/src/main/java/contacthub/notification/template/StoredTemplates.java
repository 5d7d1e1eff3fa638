package contacthub.notification.template;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** Templates as rows: versions and uses are added and never changed. */
@ApplicationScoped
class StoredTemplates {

    private static final String REVISION = "SELECT revision FROM template_revision";
    private static final String GROW = "UPDATE template_revision SET revision = revision + 1";
    private static final String ALL = "SELECT * FROM template ORDER BY path";
    private static final String ONE = "SELECT * FROM template WHERE path = ?";
    private static final String LOCK = ONE + " FOR UPDATE";
    private static final String CREATE = """
            INSERT INTO template (path, latest, highest, edits) VALUES (?, 0, 0, 0) ON CONFLICT DO NOTHING""";
    private static final String CHANGE = """
            UPDATE template SET latest = ?, published = ?, highest = ?, edits = ? WHERE path = ?""";
    private static final String PUBLISHED = """
            SELECT v.* FROM template t JOIN template_version v ON v.path = t.path AND v.version = t.published""";
    private static final String VERSIONS = """
            SELECT * FROM template_version WHERE path = ? AND version <= ? ORDER BY version DESC LIMIT ?""";
    private static final String KEEP = """
            INSERT INTO template_version (path, version, subject, text, written_at, operator)
            VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String USES = """
            SELECT * FROM template_use WHERE path = ? AND edit < ? ORDER BY edit DESC LIMIT ?""";
    private static final String USE = """
            INSERT INTO template_use (path, edit, version, since, operator) VALUES (?, ?, ?, ?, ?)""";

    /** One number that grows with every publication. */
    long revision(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(REVISION); ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Tells every instance, once committed, that another version is in use. */
    void grow(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(GROW)) {
            update.executeUpdate();
        }
    }

    /** All there are, in the order of their paths. */
    List<StoredTemplate> all(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ALL)) {
            return read(select, StoredTemplate::of);
        }
    }

    Optional<StoredTemplate> one(Connection connection, TemplateKey key) throws SQLException {
        return one(connection, ONE, key);
    }

    /** One that nobody else can change until the transaction ends; it is made where there is none. */
    StoredTemplate locked(Connection connection, TemplateKey key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CREATE)) {
            insert.setString(1, key.path());
            insert.executeUpdate();
        }
        return one(connection, LOCK, key).orElseThrow();
    }

    private static Optional<StoredTemplate> one(Connection connection, String sql, TemplateKey key)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, key.path());
            return read(select, StoredTemplate::of).stream().findFirst();
        }
    }

    void change(Connection connection, StoredTemplate template) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CHANGE)) {
            update.setInt(1, template.latest());
            update.setObject(2, template.published());
            update.setInt(3, template.highest());
            update.setLong(4, template.edits());
            update.setString(5, template.key().path());
            update.executeUpdate();
        }
    }

    /** The versions in use. */
    List<Version> published(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PUBLISHED)) {
            return read(select, StoredTemplates::version);
        }
    }

    /** Versions of one, the newest first, from this number downwards. */
    List<Version> versions(Connection connection, TemplateKey key, int from, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(VERSIONS)) {
            select.setString(1, key.path());
            select.setInt(2, from);
            select.setInt(3, limit);
            return read(select, StoredTemplates::version);
        }
    }

    /** Exactly this version, if there is one. */
    Optional<Version> version(Connection connection, TemplateKey key, int number) throws SQLException {
        return versions(connection, key, number, 1).stream().filter(found -> found.number() == number).findFirst();
    }

    void keep(Connection connection, Version version) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setString(1, version.key().path());
            insert.setInt(2, version.number());
            insert.setString(3, version.subject());
            insert.setString(4, version.text());
            insert.setObject(5, version.writtenAt().atOffset(ZoneOffset.UTC));
            insert.setString(6, version.operator());
            insert.executeUpdate();
        }
    }

    /** Which versions were in use, the newest first, before an edit. */
    List<Use> uses(Connection connection, TemplateKey key, long before, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(USES)) {
            select.setString(1, key.path());
            select.setLong(2, before);
            select.setInt(3, limit);
            return read(select, row -> new Use(row.getLong("edit"), (Integer) row.getObject("version"),
                    time(row, "since"), row.getString("operator")));
        }
    }

    void use(Connection connection, TemplateKey key, Use use) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(USE)) {
            insert.setString(1, key.path());
            insert.setLong(2, use.edit());
            insert.setObject(3, use.version());
            insert.setObject(4, use.since().atOffset(ZoneOffset.UTC));
            insert.setString(5, use.operator());
            insert.executeUpdate();
        }
    }

    /**
     * From when a version was in use.
     *
     * @param edit the number of the edit that made it so
     * @param version none where it was withdrawn
     */
    record Use(long edit, Integer version, Instant since, String operator) {}

    /** How a row is read. */
    @FunctionalInterface
    private interface Reading<T> {

        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> read(PreparedStatement select, Reading<T> reading) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(reading.of(row));
            }
        }
        return found;
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(TemplateKey.parse(row.getString("path")), row.getInt("version"), row.getString("subject"),
                row.getString("text"), time(row, "written_at"), row.getString("operator"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
