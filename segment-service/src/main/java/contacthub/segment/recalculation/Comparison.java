package contacthub.segment.recalculation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.segment.activity.PurchaseTotals;
import contacthub.segment.scoring.Score;
import contacthub.segment.scoring.ScoringRule;

/**
 * Sums up a stretch of customers along the index, scores them by the rule, and tells whose scores are others than those
 * that are kept. Nothing is locked. Who buys in several currencies, or was ever merged, is not summed up here but told
 * as well, for {@code Scoring} knows how.
 */
@ApplicationScoped
class Comparison {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String END = """
            SELECT count(*), (array_agg(id ORDER BY id DESC))[1]
            FROM (SELECT id FROM customer WHERE id > ? ORDER BY id LIMIT ?) stretch""";
    private static final String NUMBERS = """
            SELECT coalesce(t.customer, s.customer),
                   t.several OR t.customer IS NULL OR coalesce(t.customer, s.customer) IN (
                       SELECT customer FROM redirect WHERE target IS NOT NULL
                       UNION ALL SELECT target FROM redirect WHERE target IS NOT NULL),
                   t.first_at, t.last_at, t.days, t.currency, t.lifetime, t.purchases, t.revenue, t.oldest,
                   s.first_at, s.last_at, s.recency_days, s.frequency, s.purchase_days, s.monetary, s.currency, s.r, s.f,
                   s.m, s.activity_group, s.rule_version, s.lifetime, s.due
            FROM (
                SELECT customer, min(currency COLLATE "C") AS currency,
                       min(currency COLLATE "C") <> max(currency COLLATE "C") AS several, count(DISTINCT day) AS days,
                       sum(revenue) AS lifetime, coalesce(sum(purchases) FILTER (WHERE day >= p.since), 0) AS purchases,
                       coalesce(sum(revenue) FILTER (WHERE day >= p.since), 0) AS revenue,
                       (extract(epoch FROM min(first_at)) * 1000000)::bigint AS first_at,
                       (extract(epoch FROM max(last_at)) * 1000000)::bigint AS last_at,
                       (extract(epoch FROM min(first_at) FILTER (WHERE day >= p.since)) * 1000000)::bigint AS oldest
                FROM purchase_day CROSS JOIN (SELECT ?::date AS since) p
                WHERE customer > ? AND customer <= ? GROUP BY customer) t
            FULL JOIN (
                SELECT *, (extract(epoch FROM first_purchase) * 1000000)::bigint AS first_at,
                       (extract(epoch FROM last_purchase) * 1000000)::bigint AS last_at,
                       (extract(epoch FROM due_at) * 1000000)::bigint AS due
                FROM score WHERE customer > ? AND customer <= ?) s
            ON s.customer = t.customer ORDER BY 1""";

    /** Looks at so many customers after one; nothing where there are no more. */
    Optional<Stretch> after(Connection connection, UUID passed, int most, ScoringRule rule, Instant now)
            throws SQLException {
        UUID from = passed == null ? BEFORE_ALL : passed;
        try (PreparedStatement select = connection.prepareStatement(END)) {
            select.setObject(1, from);
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                UUID last = row.getObject(2, UUID.class);
                return last == null
                        ? Optional.empty()
                        : Optional.of(new Stretch(row.getLong(1), last, wrong(connection, from, last, rule, now)));
            }
        }
    }

    private static List<UUID> wrong(Connection connection, UUID from, UUID last, ScoringRule rule, Instant now)
            throws SQLException {
        List<UUID> wrong = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NUMBERS)) {
            select.setObject(1, rule.since(now));
            for (int pair = 2; pair <= 4; pair += 2) {
                select.setObject(pair, from);
                select.setObject(pair + 1, last);
            }
            select.setFetchSize(1_000);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (isWrong(row, rule, now)) {
                        wrong.add(row.getObject(1, UUID.class));
                    }
                }
            }
        }
        return wrong;
    }

    private static boolean isWrong(ResultSet row, ScoringRule rule, Instant now) throws SQLException {
        return row.getBoolean(2) || row.getObject(11) == null || !rule.score(totals(row), now).holds(kept(row, now));
    }

    private static PurchaseTotals totals(ResultSet row) throws SQLException {
        return new PurchaseTotals(row.getObject(1, UUID.class), instant(row, 3), instant(row, 4), row.getLong(5),
                row.getString(6), row.getBigDecimal(7), row.getLong(8), row.getBigDecimal(9), instant(row, 10));
    }

    private static Score kept(ResultSet row, Instant now) throws SQLException {
        return new Score(row.getObject(1, UUID.class), now, instant(row, 11), instant(row, 12), row.getLong(13),
                row.getLong(14), row.getLong(15), row.getBigDecimal(16), row.getString(17), row.getInt(18),
                row.getInt(19), row.getInt(20), row.getString(21), row.getString(22), row.getBigDecimal(23),
                instant(row, 24));
    }

    /** Microseconds since 1970 are read many times as fast as a timestamp. */
    private static Instant instant(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull()
                ? null
                : Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L),
                        Math.floorMod(micros, 1_000_000L) * 1_000);
    }
}
