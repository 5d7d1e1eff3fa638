package contacthub.segment.value;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.BoundedQuery;
import contacthub.segment.report.AskedDays;

/** Reckons what segments are worth, all of them by one query, merged customers as one. */
@ApplicationScoped
class SegmentValues {

    private static final String MEASURE = """
            WITH asked AS (SELECT ?::date AS since, ?::date AS until, ?::int AS days),
            served AS (
                SELECT coalesce(r.root, s.customer) AS customer, s.day, s.measure, s.detail, s.times, s.amount
                FROM asked JOIN service_day s ON s.day >= since - days AND s.day < until
                LEFT JOIN customer_root r ON r.customer = s.customer),
            contacted AS (
                SELECT DISTINCT customer, day FROM served WHERE measure IN ('received', 'sent', 'call')),
            bought AS (
                SELECT coalesce(r.root, d.customer) AS customer, d.day, d.currency, d.purchases, d.revenue, d.margin
                FROM asked JOIN purchase_day d ON d.day >= since AND d.day < until
                LEFT JOIN customer_root r ON r.customer = d.customer),
            counted (customer, measure, detail, times, amount, margin) AS (
                SELECT customer, 'bought', currency, purchases, revenue, margin FROM bought
                UNION ALL SELECT customer, 'earned', currency, purchases, revenue, margin FROM bought b
                WHERE EXISTS (SELECT 1 FROM contacted c CROSS JOIN asked
                    WHERE c.customer = b.customer AND c.day BETWEEN b.day - days AND b.day)
                UNION ALL SELECT s.customer, s.measure, s.detail, s.times, s.amount, 0
                FROM asked JOIN served s ON s.day >= since
                UNION ALL SELECT coalesce(r.root, m.customer), 'complaints', '', 1, 0, 0
                FROM asked JOIN matter m ON m.complaint AND m.complained_at >= since::timestamp AT TIME ZONE 'UTC'
                    AND m.complained_at < until::timestamp AT TIME ZONE 'UTC'
                LEFT JOIN customer_root r ON r.customer = m.customer
                UNION ALL SELECT id, 'customers', '', 1, 0, 0
                FROM customer WHERE NOT EXISTS (SELECT 1 FROM customer_root r WHERE r.customer = id))
            SELECT coalesce(m.segment, 'none'), measure, detail, sum(times), sum(amount), sum(margin)
            FROM counted LEFT JOIN membership m USING (customer) GROUP BY 1, 2, 3
            UNION ALL SELECT previous, 'lost', '', count(DISTINCT customer), 0, 0
            FROM asked JOIN segment_change c ON c.segment = 'activity.lost' AND c.previous IS NOT NULL
                AND c.at >= since::timestamp AT TIME ZONE 'UTC' AND c.at < until::timestamp AT TIME ZONE 'UTC'
            GROUP BY previous""";

    private final Transactions transactions;
    private final ValueSettings settings;

    SegmentValues(Transactions transactions, ValueSettings settings) {
        this.transactions = transactions;
        this.settings = settings;
    }

    ValueReport report(AskedDays days) {
        List<Measured.Line> lines = transactions.inNew(connection -> measure(connection, days));
        Map<String, List<Measured.Line>> bySegment = lines.stream()
                .collect(groupingBy(Measured.Line::segment, TreeMap::new, toList()));
        return new ValueReport(days.from(), days.to(), ValueReport.Parameters.of(settings),
                bySegment.entrySet().stream()
                        .map(segment -> new Measured(segment.getKey(), segment.getValue(), settings).report())
                        .toList());
    }

    private List<Measured.Line> measure(Connection connection, AskedDays days) throws SQLException {
        List<Measured.Line> lines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(MEASURE)) {
            select.setObject(1, days.from());
            select.setObject(2, days.to());
            select.setInt(3, settings.earnedDays());
            try (ResultSet row = BoundedQuery.run(select)) {
                while (row.next()) {
                    lines.add(new Measured.Line(row.getString(1), row.getString(2), row.getString(3), row.getLong(4),
                            row.getBigDecimal(5), row.getBigDecimal(6)));
                }
            }
        }
        return lines;
    }
}
