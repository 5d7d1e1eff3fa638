package contacthub.contact.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * One import as it stands.
 *
 * @param state receiving, running, finished, cancelled, or broken where the upload ended before its end
 * @param source of events that name none
 * @param type of events that name none
 * @param bytesRead how much of the file has been taken in
 * @param linesRead as an editor counts them, with headers and blank lines
 * @param errorsLeftOut how many refused lines are counted but not listed
 * @param linesPerSecond since the first line was read; none before
 */
record Import(UUID id, String state, String format, String source, String type, String postedBy, long bytes,
        long bytesRead, long linesRead, long accepted, long refused, long errorsLeftOut, BigDecimal linesPerSecond,
        Instant createdAt, Instant startedAt, Instant finishedAt) {

    static final String NDJSON = "ndjson";
    static final String CSV = "csv";

    /** How many refused lines of an import are listed; the others are counted only. */
    static final long MOST_ERRORS = 10_000;

    static Import of(ResultSet row) throws SQLException {
        long refused = row.getLong("refused");
        return new Import(row.getObject("id", UUID.class), row.getString("state"), row.getString("format"),
                row.getString("source"), row.getString("type"), row.getString("posted_by"), row.getLong("bytes"),
                row.getLong("bytes_read"), row.getLong("lines_read"), row.getLong("accepted"), refused,
                Math.max(0, refused - MOST_ERRORS), rate(row), time(row, "created_at"), time(row, "started_at"),
                time(row, "finished_at"));
    }

    private static BigDecimal rate(ResultSet row) throws SQLException {
        Instant started = time(row, "started_at");
        if (started == null) {
            return null;
        }
        long millis = Math.max(1, Duration.between(started, time(row, "changed_at")).toMillis());
        return BigDecimal.valueOf(row.getLong("lines_read") * 1_000.0 / millis).setScale(1, RoundingMode.HALF_UP);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
