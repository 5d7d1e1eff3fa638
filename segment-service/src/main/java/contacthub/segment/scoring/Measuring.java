package contacthub.segment.scoring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.segment.activity.EveryCustomer;

/**
 * Measures quintiles over all customers who bought in the period. The database sorts and counts; between the numbers it
 * finds, the same {@link Quintiles} reckon as for a trial.
 */
@ApplicationScoped
class Measuring {

    /** All numbers around a quintile, with their places from 0: the lower one and the one after it. */
    private static final String MEASURE = EveryCustomer.WHOLE + """
            , measured (measure, currency, number) AS (
                SELECT 'recency_days', '*',
                       greatest(floor(extract(epoch FROM (?::timestamptz - last_at)) / 86400), 0)::numeric
                FROM whole WHERE purchases > 0
                UNION ALL SELECT 'frequency', '*', purchases::numeric FROM whole WHERE purchases > 0
                UNION ALL SELECT 'monetary', currency, revenue FROM whole WHERE purchases > 0),
            placed AS (
                SELECT measure, currency, number,
                       row_number() OVER (PARTITION BY measure, currency ORDER BY number) - 1 AS place,
                       count(*) OVER (PARTITION BY measure, currency) AS customers
                FROM measured)
            SELECT measure, currency, customers, place, number FROM placed
            WHERE place IN (SELECT div((customers - 1) * fifth, 5) + next FROM generate_series(1, 4) fifth,
                generate_series(0, 1) next)""";

    /** The bounds at a moment; nothing where nobody has bought anything in the period. */
    Optional<RuleForm.Bounds> measure(Connection connection, Period period, Instant now) throws SQLException {
        return Sorted.bounds(sorted(connection, period, now));
    }

    private static Map<String, Map<String, Sorted>> sorted(Connection connection, Period period, Instant now)
            throws SQLException {
        Map<String, Map<String, Sorted>> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(MEASURE)) {
            select.setObject(1, LocalDate.MAX);
            select.setObject(2, period.since(now));
            select.setObject(3, period.since(now));
            select.setObject(4, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long count = row.getLong(3);
                    found.computeIfAbsent(row.getString(1), any -> new HashMap<>())
                            .computeIfAbsent(row.getString(2), any -> new Sorted(count, new HashMap<>())).numbers()
                            .put(row.getLong(4), row.getBigDecimal(5));
                }
            }
        }
        return found;
    }
}
