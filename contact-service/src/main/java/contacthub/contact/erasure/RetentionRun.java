package contacthub.contact.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * How far a run of the retention has come.
 *
 * @param state running or done
 * @param looked how many customers were looked at
 * @param erased how many of them were old enough, each with a receipt of its own
 */
record RetentionRun(UUID id, String olderThan, Instant before, String askedBy, Instant askedAt, String state,
        long looked, long erased, Instant endedAt) {

    static RetentionRun of(ResultSet row) throws SQLException {
        return new RetentionRun(row.getObject("id", UUID.class), row.getString("older_than"), time(row, "before"),
                row.getString("asked_by"), time(row, "asked_at"), row.getString("state"), row.getLong("looked"),
                row.getLong("erased"), time(row, "ended_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
