package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Columns;

/**
 * The measured spans, which all reports on response times are counted from: a row for each clock that ended, put right
 * whenever the clock turns out otherwise (spec 40). Written with the clock, in sets.
 */
@ApplicationScoped
class MeasuredSpans {

    private static final String KEEP = """
            INSERT INTO measured_span AS m (clock_id, conversation_id, clock, channel, kind, segment, policy,
                policy_version, operator, started_at, ended_at, met, actual_us, working_us)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (clock_id) DO UPDATE SET channel = excluded.channel, kind = excluded.kind,
                segment = excluded.segment, policy = excluded.policy, policy_version = excluded.policy_version,
                operator = excluded.operator, started_at = excluded.started_at, ended_at = excluded.ended_at,
                met = excluded.met, actual_us = excluded.actual_us, working_us = excluded.working_us""";
    private static final String MISSED = """
            INSERT INTO measured_span (clock_id, conversation_id, clock, channel, kind, segment, policy, policy_version,
                started_at, met)
            SELECT k.id, k.conversation_id, k.kind, c.channel, c.kind, k.segment, k.policy, k.policy_version,
                k.started_at, false
            FROM sla_clock k JOIN conversation c ON c.id = k.conversation_id WHERE k.id = ANY (?)
            ON CONFLICT (clock_id) DO NOTHING""";
    private static final String FORGET = "DELETE FROM measured_span WHERE clock_id = ANY (?)";

    /**
     * A clock as it was and as it is now.
     *
     * @param was nothing for a new one
     */
    record Span(SlaClock was, SlaClock now, Matter matter) {

        private boolean isGone() {
            return was != null && was.isMeasured() && !now.isMeasured();
        }

        private Long actual() {
            return now.stopped() == null ? null : now.started().until(now.stopped(), ChronoUnit.MICROS);
        }

        private Long working() {
            return now.stopped() == null ? null : SlaClocks.micros(now.used());
        }
    }

    /** Keeps the spans of clocks that have ended and forgets those of clocks that have not ended after all. */
    void write(Connection connection, List<Span> spans) throws SQLException {
        forget(connection, spans.stream().filter(Span::isGone).toList());
        keep(connection, spans.stream().filter(span -> span.now.isMeasured()).toList());
    }

    private static void keep(Connection connection, List<Span> spans) throws SQLException {
        if (spans.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            Columns.of(connection, insert, spans)
                    .bind("uuid", span -> span.now.id())
                    .bind("uuid", span -> span.now.conversation())
                    .bind("text", span -> span.now.kind().text())
                    .bind("text", span -> span.matter.channel())
                    .bind("text", span -> span.matter.kind())
                    .bind("text", span -> span.now.segment())
                    .bind("text", span -> span.now.target().policy())
                    .bind("int8", span -> span.now.target().version())
                    .bind("text", span -> span.now.operator())
                    .bind("timestamptz", span -> span.now.started())
                    .bind("timestamptz", span -> span.now.stopped())
                    .bind("bool", span -> span.now.isMet())
                    .bind("int8", Span::actual)
                    .bind("int8", Span::working);
            insert.executeUpdate();
        }
    }

    private static void forget(Connection connection, List<Span> spans) throws SQLException {
        if (!spans.isEmpty()) {
            any(connection, FORGET, spans.stream().map(Span::now).toList());
        }
    }

    /** Keeps that deadlines passed, as written just now; many may do so at once. */
    void missed(Connection connection, List<SlaClock> clocks) throws SQLException {
        if (!clocks.isEmpty()) {
            any(connection, MISSED, clocks);
        }
    }

    private static void any(Connection connection, String sql, List<SlaClock> clocks) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", clocks.stream().map(SlaClock::id).toArray()));
            statement.executeUpdate();
        }
    }
}
