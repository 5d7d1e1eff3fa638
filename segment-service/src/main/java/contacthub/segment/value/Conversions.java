package contacthub.segment.value;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.BoundedQuery;
import contacthub.segment.report.AskedDays;

/** Counts what became of visitors by where they landed, all by one query, merged customers as one. */
@ApplicationScoped
class Conversions {

    private static final int MOST = 1000;

    private static final String COUNT = """
            WITH asked AS (SELECT ?::date AS since, ?::date AS until),
            seen AS MATERIALIZED (
                SELECT coalesce(r.root, v.customer) AS customer, v.day, v.page, v.source, v.first_at, v.goals
                FROM asked JOIN visit_day v ON v.day >= since AND v.day < until
                LEFT JOIN customer_root r ON r.customer = v.customer),
            landed AS MATERIALIZED (
                SELECT DISTINCT ON (customer) customer, day, page, source FROM seen
                ORDER BY customer, first_at, page, source),
            lead AS (
                SELECT customer FROM seen WHERE goals > 0
                UNION SELECT l.customer FROM asked
                JOIN service_day s ON s.day >= since AND s.day < until AND s.measure = 'received'
                LEFT JOIN customer_root r ON r.customer = s.customer
                JOIN landed l ON l.customer = coalesce(r.root, s.customer) AND l.day <= s.day),
            buyer AS (
                SELECT DISTINCT l.customer FROM asked
                JOIN purchase_day d ON d.day >= since AND d.day < until
                LEFT JOIN customer_root r ON r.customer = d.customer
                JOIN landed l ON l.customer = coalesce(r.root, d.customer) AND l.day <= d.day)
            SELECT l.page, l.source, count(*), count(lead.customer), count(buyer.customer)
            FROM landed l LEFT JOIN lead USING (customer) LEFT JOIN buyer USING (customer)
            GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT\s""" + MOST;

    private final Transactions transactions;
    private final ValueSettings settings;

    Conversions(Transactions transactions, ValueSettings settings) {
        this.transactions = transactions;
        this.settings = settings;
    }

    ConversionReport report(AskedDays days) {
        List<ConversionReport.Landing> landings = transactions.inNew(connection -> count(connection, days));
        List<ConversionReport.Peer> peers = settings.peers().entrySet().stream().map(peer -> new ConversionReport.Peer(
                peer.getKey(), peer.getValue().leadRate(), peer.getValue().source())).toList();
        return new ConversionReport(days.from(), days.to(), landings, peers,
                peers.isEmpty() ? "no figures of the trade are set (hub.value.peers)" : null);
    }

    private static List<ConversionReport.Landing> count(Connection connection, AskedDays days) throws SQLException {
        List<ConversionReport.Landing> landings = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setObject(1, days.from());
            select.setObject(2, days.to());
            try (ResultSet row = BoundedQuery.run(select)) {
                while (row.next()) {
                    landings.add(ConversionReport.Landing.of(row.getString(1), row.getString(2), row.getLong(3),
                            row.getLong(4), row.getLong(5)));
                }
            }
        }
        return landings;
    }
}
