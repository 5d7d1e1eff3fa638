package contacthub.segment.offer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** What a customer said to an offer, as an operator told it; {@code label}: one of the offer's, or null. */
record Feedback(UUID id, String offer, long version, UUID customer, boolean accepted, String label, Instant at,
        String operator) {

    private static final String KEEP = """
            WITH kept AS (
                INSERT INTO offer_feedback (id, offer, version, customer, accepted, label, at, operator)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING offer, accepted::int AS accepted)
            INSERT INTO offer_tally AS t (offer, accepted, declined) SELECT offer, accepted, 1 - accepted FROM kept
            ON CONFLICT (offer) DO UPDATE SET accepted = t.accepted + excluded.accepted,
                declined = t.declined + excluded.declined""";

    /** Keeps and counts it, in one statement. */
    void keep(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setObject(1, id);
            insert.setString(2, offer);
            insert.setLong(3, version);
            insert.setObject(4, customer);
            insert.setBoolean(5, accepted);
            insert.setString(6, label);
            insert.setObject(7, at.atOffset(ZoneOffset.UTC));
            insert.setString(8, operator);
            insert.executeUpdate();
        }
    }
}
