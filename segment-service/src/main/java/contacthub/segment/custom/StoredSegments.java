package contacthub.segment.custom;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Custom segments as rows: each change is a further version, and no version is ever changed. */
final class StoredSegments {

    private static final String SHARE = "SELECT revision FROM custom_segment_revision FOR SHARE";
    private static final String GROW = "UPDATE custom_segment_revision SET revision = revision + 1";
    private static final String NEWEST = """
            SELECT DISTINCT ON (name) * FROM custom_segment_version ORDER BY name, version DESC""";
    private static final String VERSIONS = """
            SELECT * FROM custom_segment_version WHERE name = ? ORDER BY version DESC""";
    private static final String ADD = """
            INSERT INTO custom_segment_version
                (name, version, expression, description, position, deleted, changed_at, changed_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private StoredSegments() {
    }

    /** Lets nobody edit segments until the transaction ends. */
    static void share(Connection connection) throws SQLException {
        execute(connection, SHARE);
    }

    /** Lets nobody edit segments or judge by them until the transaction ends. */
    static void hold(Connection connection) throws SQLException {
        execute(connection, GROW);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /** The newest version of each, those deleted too, by name. */
    static List<CustomSegment> newest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
            return read(select);
        }
    }

    /** Every version of one, the newest first. */
    static List<CustomSegment> versions(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(VERSIONS)) {
            select.setString(1, name);
            return read(select);
        }
    }

    /** The newest version of one that is not deleted. */
    static Optional<CustomSegment> present(Connection connection, String name) throws SQLException {
        return versions(connection, name).stream().findFirst().filter(segment -> !segment.deleted());
    }

    static void add(Connection connection, CustomSegment segment) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, segment.name());
            insert.setLong(2, segment.version());
            insert.setString(3, segment.form().expression());
            insert.setString(4, segment.form().description());
            insert.setObject(5, segment.form().position());
            insert.setBoolean(6, segment.deleted());
            insert.setObject(7, segment.changedAt().atOffset(ZoneOffset.UTC));
            insert.setString(8, segment.changedBy());
            insert.executeUpdate();
        }
    }

    private static List<CustomSegment> read(PreparedStatement select) throws SQLException {
        List<CustomSegment> segments = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                segments.add(new CustomSegment(row.getString("name"), row.getLong("version"),
                        row.getBoolean("deleted"), row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        row.getString("changed_by"), new SegmentForm(row.getString("expression"),
                                row.getString("description"), row.getObject("position", Integer.class))));
            }
        }
        return segments;
    }
}
