package contacthub.segment.interval;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.BoundedQuery;

/**
 * Measures the interval between the first and the second day on which a customer bought, merged customers as one, and
 * keeps what was measured last. {@code percentile_cont} is the type-7 quantile.
 */
@ApplicationScoped
class SecondPurchases {

    /** How it is measured, in words for readers of the report. */
    static final String METHOD = "days (UTC) between a customer's first and second purchase day, of the customers who "
            + "bought on two days or more; median and 80 % point as type-7 quantiles (linear interpolation)";

    private static final int MOST_CATEGORIES = 100;

    /** Two sums by hash, where sorting all days by customer would take several times as long. */
    private static final String INTERVALS = """
            first_day AS (SELECT category, customer, min(day) AS day FROM visited GROUP BY category, customer),
            buyer AS (
                SELECT f.category, f.customer, min(v.day) FILTER (WHERE v.day > f.day) - f.day AS days
                FROM first_day f JOIN visited v ON v.category = f.category AND v.customer = f.customer
                GROUP BY f.category, f.customer, f.day)
            SELECT nullif(category, '*'), count(*), count(days), percentile_cont(0.5) WITHIN GROUP (ORDER BY days),
                   percentile_cont(0.8) WITHIN GROUP (ORDER BY days)
            FROM buyer GROUP BY category ORDER BY 2 DESC, 1 LIMIT\s""" + MOST_CATEGORIES;
    private static final String ALL = """
            WITH visited AS NOT MATERIALIZED (
                SELECT '*' AS category, coalesce(r.root, d.customer) AS customer, d.day
                FROM purchase_day d LEFT JOIN customer_root r ON r.customer = d.customer),
            """ + INTERVALS;
    private static final String BY_CATEGORY = """
            WITH visited AS NOT MATERIALIZED (
                SELECT p.category, coalesce(r.root, h.customer, p.customer) AS customer,
                       (p.occurred_at AT TIME ZONE 'UTC')::date AS day
                FROM purchase p LEFT JOIN address_home h ON h.address = p.address
                LEFT JOIN customer_root r ON r.customer = coalesce(h.customer, p.customer)
                WHERE p.category <> '*'),
            """ + INTERVALS;
    private static final String KEEP = """
            INSERT INTO second_purchase AS s
                (category, customers, bought_again, median_days, most_days, measured_at)
            VALUES ('*', ?, ?, ?, ?, now())
            ON CONFLICT (category) DO UPDATE SET customers = excluded.customers, bought_again = excluded.bought_again,
                median_days = excluded.median_days, most_days = excluded.most_days, measured_at = excluded.measured_at""";
    private static final String KEPT = """
            SELECT NULL, customers, bought_again, median_days, most_days FROM second_purchase WHERE category = '*'""";
    private static final String CLAIM = """
            SELECT 1 FROM second_purchase WHERE category = '*' AND measured_at < now() - interval '1 day'
            FOR UPDATE SKIP LOCKED""";
    private static final String FORGET = "UPDATE second_purchase SET measured_at = '-infinity'";
    private static final String NEVER = """
            INSERT INTO second_purchase (category, customers, bought_again, measured_at) VALUES ('*', 0, 0, '-infinity')
            ON CONFLICT DO NOTHING""";

    private final Transactions transactions;

    SecondPurchases(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Of all purchases together, as they are now. */
    SecondPurchase ofAll() {
        return transactions.inNew(SecondPurchases::measure);
    }

    /** By category, the one with most customers first; at most a hundred. */
    List<SecondPurchase> byCategory() {
        return transactions.inNew(connection -> read(connection, BY_CATEGORY));
    }

    /** What was measured last; nothing where that never was. */
    Optional<SecondPurchase> kept(Connection connection) throws SQLException {
        return read(connection, KEPT).stream().findFirst();
    }

    /** Lets the next look measure anew. */
    void forget(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FORGET)) {
            update.executeUpdate();
        }
    }

    private static void keep(Connection connection) throws SQLException {
        SecondPurchase all = measure(connection);
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setLong(1, all.customers());
            insert.setLong(2, all.boughtAgain());
            insert.setObject(3, all.medianDays(), java.sql.Types.DOUBLE);
            insert.setObject(4, all.mostDays(), java.sql.Types.DOUBLE);
            insert.executeUpdate();
        }
    }

    /** Measures anew if the last time was more than a day ago and no other instance is at it. */
    void keepDaily(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(NEVER)) {
            insert.executeUpdate();
        }
        boolean mine;
        try (PreparedStatement claim = connection.prepareStatement(CLAIM); ResultSet row = claim.executeQuery()) {
            mine = row.next();
        }
        if (mine) {
            keep(connection);
        }
    }

    private static SecondPurchase measure(Connection connection) throws SQLException {
        return read(connection, ALL).stream().findFirst().orElse(new SecondPurchase(null, 0, 0, null, null));
    }

    private static List<SecondPurchase> read(Connection connection, String sql) throws SQLException {
        List<SecondPurchase> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = BoundedQuery.run(select)) {
            while (row.next()) {
                found.add(new SecondPurchase(row.getString(1), row.getLong(2), row.getLong(3),
                        row.getObject(4, Double.class), row.getObject(5, Double.class)));
            }
        }
        return found;
    }
}
