package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Columns;

/** The log of all clocks: lines are added and never changed. */
@ApplicationScoped
class ClockLog {

    private static final String APPEND = """
            INSERT INTO clock_log (clock_id, act, at, because, policy, policy_version, calendar, target_minutes, waits,
                started_at, segment, operator, due_before, due_after)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OF = "SELECT * FROM clock_log WHERE clock_id = ? ORDER BY seq";

    void append(Connection connection, List<Line> lines) throws SQLException {
        if (lines.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            Columns.of(connection, insert, lines)
                    .bind("uuid", Line::clock)
                    .bind("text", line -> line.act().text())
                    .bind("timestamptz", Line::at)
                    .bind("text", Line::because)
                    .bind("text", line -> line.target().policy())
                    .bind("int8", line -> line.target().version())
                    .bind("text", line -> line.target().calendar())
                    .bind("int8", line -> line.target().minutes())
                    .bind("bool", line -> line.target().waits())
                    .bind("timestamptz", Line::started)
                    .bind("text", Line::segment)
                    .bind("text", Line::operator)
                    .bind("timestamptz", Line::dueBefore)
                    .bind("timestamptz", Line::dueAfter);
            insert.executeUpdate();
        }
    }

    /** All lines about a clock, in the order they were written. */
    List<Line> of(Connection connection, UUID clock) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF)) {
            select.setObject(1, clock);
            List<Line> lines = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.add(new Line(row.getObject("clock_id", UUID.class), Act.of(row.getString("act")),
                            SlaClocks.time(row, "at"), row.getString("because"), SlaClocks.target(row),
                            SlaClocks.time(row, "started_at"), row.getString("segment"), row.getString("operator"),
                            SlaClocks.time(row, "due_before"), SlaClocks.time(row, "due_after")));
                }
            }
            return lines;
        }
    }
}
