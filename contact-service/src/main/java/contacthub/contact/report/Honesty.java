package contacthub.contact.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import contacthub.contact.timeline.Cursor;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.BoundedQuery;

/**
 * Looks through what happened in conversations for what makes response times look better than they were (spec 40,
 * "Honesty checks"). What is found is said, not punished: each has innocent causes too.
 */
@ApplicationScoped
class Honesty {

    /** Since when the customer had been waiting for an answer at the moment of h; nothing where he had not. */
    private static final String WAITING_SINCE = """
            (SELECT min(c.at) FROM happening c WHERE c.conversation_id = h.conversation_id AND c.kind = 'CONTACT'
                AND c.at <= h.at AND c.at > coalesce((SELECT max(a.at) FROM happening a
                    WHERE a.conversation_id = h.conversation_id AND a.kind = 'ANSWER' AND a.at <= h.at),
                    '-infinity'))""";
    private static final String PAUSED = """
            SELECT 'PAUSED_WHILE_CUSTOMER_WAITED', h.at, h.id, h.conversation_id, h.operator, w.since, NULL::timestamptz,
                NULL::int, NULL::text
            FROM happening h, asked, LATERAL (SELECT %s AS since) w
            WHERE h.kind = 'WAITING' AND h.at >= asked.since AND h.at < asked.until AND w.since IS NOT NULL"""
            .formatted(WAITING_SINCE);
    private static final String EMPTY = """
            SELECT 'EMPTY_ANSWER', h.at, h.id, h.conversation_id, h.operator, NULL, NULL, h.letters, s.clocks
            FROM happening h, asked, LATERAL (SELECT string_agg(k.kind, ', ' ORDER BY k.kind) AS clocks
                FROM sla_clock k WHERE k.conversation_id = h.conversation_id AND k.stopped_at = h.at) s
            WHERE h.kind = 'ANSWER' AND h.letters < 10 AND h.letters < asked.letters
                AND h.at >= asked.since AND h.at < asked.until AND s.clocks IS NOT NULL""";
    private static final String FRESH = """
            SELECT 'FRESH_CLOCK', h.at, h.id, h.conversation_id, h.operator, w.since, n.at, NULL, n.conversation::text
            FROM happening h, asked, LATERAL (SELECT %s AS since) w, LATERAL (
                SELECT at, conversation FROM (
                    SELECT r.at, r.conversation_id AS conversation FROM happening r
                    WHERE r.conversation_id = h.conversation_id AND r.kind = 'REOPENED'
                    UNION ALL
                    SELECT o.opened_at, o.id FROM conversation c JOIN address mine ON mine.id = c.address_id
                        JOIN address theirs ON theirs.customer_id = mine.customer_id
                        JOIN conversation o ON o.address_id = theirs.id AND o.channel = c.channel AND o.id <> c.id
                    WHERE c.id = h.conversation_id) again
                WHERE at >= h.at AND at <= h.at + asked.again ORDER BY at, conversation LIMIT 1) n
            WHERE h.kind = 'RESOLVED' AND h.operator IS NOT NULL AND h.at >= asked.since AND h.at < asked.until
                AND w.since IS NOT NULL""".formatted(WAITING_SINCE);
    private static final String MOVED = """
            SELECT 'PROMISE_MOVED', h.at, h.id, h.conversation_id, h.operator, b.before, h.until, b.moves, NULL
            FROM happening h, asked, LATERAL (
                SELECT count(*)::int AS moves, (array_agg(p.until ORDER BY p.at DESC, p.id DESC))[1] AS before
                FROM happening p WHERE p.conversation_id = h.conversation_id AND p.kind = 'PROMISED'
                    AND (p.at, p.id) < (h.at, h.id) AND p.at > coalesce((SELECT max(a.at) FROM happening a
                        WHERE a.conversation_id = h.conversation_id AND a.kind = 'ANSWER' AND a.at <= h.at),
                        '-infinity')) b
            WHERE h.kind = 'PROMISED' AND h.at >= asked.since AND h.at < asked.until AND b.moves > 1
                AND h.until > b.before""";
    private static final String REPORT = """
            WITH asked AS (SELECT ?::timestamptz AS since, ?::timestamptz AS until, ?::int AS letters,
                ?::bigint * interval '1 millisecond' AS again)
            SELECT * FROM (%s) found (finding, at, id, conversation_id, operator, since, until, number, words)
            WHERE (at, id) > (?, ?) AND (?::text IS NULL OR operator = ?) AND (?::text IS NULL OR finding = ?)
            ORDER BY at, id LIMIT ?"""
            .formatted(String.join("\nUNION ALL\n", PAUSED, EMPTY, FRESH, MOVED));

    private final Transactions transactions;
    private final int letters;
    private final Duration again;

    Honesty(Transactions transactions, @ConfigProperty(name = "hub.honesty.letters") int letters,
            @ConfigProperty(name = "hub.honesty.again-within") Duration again) {
        this.transactions = transactions;
        this.letters = letters;
        this.again = again;
    }

    /** What was done in a stretch of time, by one operator and of one kind where those are given. */
    record Asked(Range range, String operator, Finding.Kind kind) {}

    /** At most so many findings after this place, in the order of time. */
    List<Finding> report(Asked asked, Cursor after, int most) {
        return transactions.inNew(connection -> {
            try (PreparedStatement select = statement(connection, asked, after, most);
                    ResultSet row = BoundedQuery.run(select)) {
                List<Finding> findings = new ArrayList<>();
                while (row.next()) {
                    findings.add(Finding.of(row));
                }
                return findings;
            }
        });
    }

    private PreparedStatement statement(Connection connection, Asked asked, Cursor after, int most)
            throws SQLException {
        PreparedStatement select = connection.prepareStatement(REPORT);
        select.setObject(1, asked.range.from().atOffset(ZoneOffset.UTC));
        select.setObject(2, asked.range.to().atOffset(ZoneOffset.UTC));
        select.setInt(3, letters);
        select.setLong(4, again.toMillis());
        select.setObject(5, after.at().atOffset(ZoneOffset.UTC));
        select.setObject(6, after.id());
        select.setString(7, asked.operator);
        select.setString(8, asked.operator);
        String kind = asked.kind == null ? null : asked.kind.name();
        select.setString(9, kind);
        select.setString(10, kind);
        select.setInt(11, most);
        return select;
    }
}
