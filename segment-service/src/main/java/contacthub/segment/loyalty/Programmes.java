package contacthub.segment.loyalty;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import contacthub.contracts.Json;

/** The versions of the programme as they are stored. */
final class Programmes {

    private static final String NEWEST = """
            SELECT version, changed_at, changed_by, programme FROM loyalty_programme ORDER BY version DESC LIMIT 1""";
    private static final String ADD = """
            INSERT INTO loyalty_programme (version, changed_at, changed_by, programme) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";

    private Programmes() {
    }

    /** The one that holds; version 0, which gives nothing, before the first. */
    static ProgrammeVersion newest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST); ResultSet row = select.executeQuery()) {
            return row.next()
                    ? new ProgrammeVersion(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(),
                            row.getString(3),
                            Json.read(row.getString(4).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                    Programme.class))
                    : new ProgrammeVersion(0, null, null, Programme.NONE);
        }
    }

    /** Adds a version; false where there is one of that number already. */
    static boolean add(Connection connection, ProgrammeVersion version) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setLong(1, version.version());
            insert.setObject(2, version.changedAt().atOffset(ZoneOffset.UTC));
            insert.setString(3, version.changedBy());
            insert.setString(4, Json.text(version.programme()));
            return insert.executeUpdate() > 0;
        }
    }
}
