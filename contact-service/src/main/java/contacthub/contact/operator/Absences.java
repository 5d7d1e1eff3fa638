package contacthub.contact.operator;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.timeline.Cursor;
import contacthub.runtime.web.Problem;

/** When operators are away, as rows; an absence that has begun is never deleted, only ended. */
@ApplicationScoped
public class Absences {

    private static final String AWAY = """
            SELECT *, now() AS now FROM absence WHERE from_at <= now() AND operator IN (
                SELECT operator FROM absence WHERE from_at <= now() AND (until_at IS NULL OR until_at > now()))""";
    private static final String LIST = """
            SELECT * FROM absence WHERE (?::text IS NULL OR operator = ?)
                AND (until_at IS NULL OR until_at > now()) AND (from_at, id) > (?, ?)
            ORDER BY from_at, id LIMIT ?""";
    private static final String ENTER = """
            INSERT INTO absence (id, operator, from_at, until_at, because, entered_by) VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String LOCKED = "SELECT *, now() AS now FROM absence WHERE id = ? FOR UPDATE";
    private static final String END = "UPDATE absence SET until_at = now() WHERE id = ?";
    private static final String FORGET = "DELETE FROM absence WHERE id = ?";

    /** Somebody who is away at this moment, and since when without a break. */
    public record Away(String operator, Instant since, Absence absence, Instant now) {}

    private record Read(Absence absence, Instant now) {}

    /** Who is away by the database's time. */
    public List<Away> away(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AWAY)) {
            Map<String, List<Read>> byOperator = read(select).stream()
                    .collect(Collectors.groupingBy(read -> read.absence.operator()));
            return byOperator.values().stream().map(Absences::away).toList();
        }
    }

    private static Away away(List<Read> reads) {
        Instant now = reads.get(0).now;
        List<Absence> absences = reads.stream().map(Read::absence).toList();
        Absence current = absences.stream().filter(one -> one.covers(now)).findFirst().orElseThrow();
        return new Away(current.operator(), Absence.since(absences, now).orElseThrow(), current, now);
    }

    /** At most so many that are not over, of one operator or all. */
    List<Absence> list(Connection connection, String operator, Cursor from, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setString(1, operator);
            select.setString(2, operator);
            select.setObject(3, from.at().atOffset(ZoneOffset.UTC));
            select.setObject(4, from.id());
            select.setInt(5, limit);
            List<Absence> absences = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    absences.add(of(row));
                }
            }
            return absences;
        }
    }

    void enter(Connection connection, Absence absence) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ENTER)) {
            insert.setObject(1, absence.id());
            insert.setString(2, absence.operator());
            insert.setObject(3, absence.from().atOffset(ZoneOffset.UTC));
            insert.setObject(4, absence.until() == null ? null : absence.until().atOffset(ZoneOffset.UTC));
            insert.setString(5, absence.because());
            insert.setString(6, absence.enteredBy());
            insert.executeUpdate();
        }
    }

    /** One of this id, which nobody else can end until the transaction does. */
    Optional<Absence> locked(Connection connection, UUID id) throws SQLException {
        return found(connection, id).map(Read::absence);
    }

    /** Ends it now, or takes it back where it has not begun; a problem where it is over. */
    void end(Connection connection, UUID id) throws SQLException {
        Read read = found(connection, id).orElseThrow();
        if (read.absence.until() != null && !read.absence.until().isAfter(read.now)) {
            throw Problem.conflict("The absence is over.");
        }
        try (PreparedStatement change = connection
                .prepareStatement(read.absence.from().isBefore(read.now) ? END : FORGET)) {
            change.setObject(1, id);
            change.executeUpdate();
        }
    }

    private static Optional<Read> found(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCKED)) {
            select.setObject(1, id);
            return read(select).stream().findFirst();
        }
    }

    private static List<Read> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<Read> reads = new ArrayList<>();
            while (row.next()) {
                reads.add(new Read(of(row), time(row, "now")));
            }
            return reads;
        }
    }

    private static Absence of(ResultSet row) throws SQLException {
        return new Absence(row.getObject("id", UUID.class), row.getString("operator"), time(row, "from_at"),
                time(row, "until_at"), row.getString("because"), row.getString("entered_by"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
