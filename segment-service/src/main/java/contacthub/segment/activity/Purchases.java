package contacthub.segment.activity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import contacthub.runtime.redirect.Redirects;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.Columns;

/** Keeps purchases, each once, and sums them up by customer and day in the same statement. */
@ApplicationScoped
public class Purchases {

    private static final String RECORD = """
            WITH fresh AS (
                INSERT INTO purchase (event, customer, occurred_at, amount, currency, margin, category, order_no,
                    address)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                RETURNING customer, occurred_at, amount, currency, margin, address)
            INSERT INTO purchase_day AS d (customer, day, currency, address, purchases, revenue, margin, first_at,
                last_at)
            SELECT customer, (occurred_at AT TIME ZONE 'UTC')::date, currency, address, count(*), sum(amount),
                   coalesce(sum(margin), 0), min(occurred_at), max(occurred_at)
            FROM fresh GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
            ON CONFLICT (customer, day, currency, address) DO UPDATE SET
                purchases = d.purchases + excluded.purchases, revenue = d.revenue + excluded.revenue,
                margin = d.margin + excluded.margin, first_at = least(d.first_at, excluded.first_at),
                last_at = greatest(d.last_at, excluded.last_at)
            RETURNING customer""";

    /** Customer by customer, by the index: a join would be planned by what the planner believes of new tables. */
    private static final String TOTALS = """
            SELECT asked.customer, of.first_at, of.last_at, of.days, main.currency, main.lifetime, of.purchases,
                   main.revenue, of.oldest
            FROM (SELECT root AS customer, array_agg(part) AS parts FROM unnest(?, ?) p (root, part)
                GROUP BY root) asked
            CROSS JOIN (SELECT ?::date AS since) period
            CROSS JOIN LATERAL (
                SELECT min(first_at) AS first_at, max(last_at) AS last_at, count(DISTINCT day) AS days,
                       coalesce(sum(purchases) FILTER (WHERE day >= since), 0) AS purchases,
                       min(first_at) FILTER (WHERE day >= since) AS oldest
                FROM purchase_day WHERE customer = ANY (asked.parts)) of
            CROSS JOIN LATERAL (
                SELECT currency, sum(revenue) AS lifetime,
                       coalesce(sum(revenue) FILTER (WHERE day >= since), 0) AS revenue
                FROM purchase_day WHERE customer = ANY (asked.parts)
                GROUP BY currency ORDER BY sum(purchases) DESC, currency LIMIT 1) main""";

    private final Event<PurchasesRecorded> recorded;

    Purchases(Event<PurchasesRecorded> recorded) {
        this.recorded = recorded;
    }

    /**
     * Keeps those not known yet and tells whose they are.
     *
     * @param turned customers to be scored anew even without a purchase, and why
     */
    void record(Connection connection, List<Purchase> told, Map<UUID, Cause> turned) throws SQLException {
        List<Purchase> purchases = Homes.of(connection, told);
        Set<UUID> buyers = keep(connection, purchases);
        if (buyers.isEmpty() && turned.isEmpty()) {
            return;
        }
        Map<UUID, Purchase> latest = new HashMap<>();
        purchases.stream().filter(purchase -> buyers.contains(purchase.customer()))
                .forEach(purchase -> latest.merge(purchase.customer(), purchase, Purchases::later));
        Map<UUID, Cause> causes = new HashMap<>(turned);
        latest.forEach((customer, purchase) -> causes.put(customer, purchase.cause()));
        recorded.fire(new PurchasesRecorded(byRoot(connection, causes)));
    }

    /** Of those who are one by now, the one that stands for all; held, so that the last of several batches sees all. */
    private static Map<UUID, Cause> byRoot(Connection connection, Map<UUID, Cause> causes) throws SQLException {
        Customers.hold(connection, causes.keySet());
        Map<UUID, Whole> wholes = Redirects.of(connection, causes.keySet());
        Map<UUID, Cause> byRoot = new HashMap<>();
        causes.forEach((customer, cause) -> byRoot.put(wholes.get(customer).root(), cause));
        if (!causes.keySet().containsAll(byRoot.keySet())) {
            Customers.hold(connection, byRoot.keySet());
        }
        return byRoot;
    }

    private static Purchase later(Purchase one, Purchase other) {
        return other.at().isBefore(one.at()) ? one : other;
    }

    private static Set<UUID> keep(Connection connection, List<Purchase> purchases) throws SQLException {
        Set<UUID> buyers = new HashSet<>();
        if (purchases.isEmpty()) {
            return buyers;
        }
        try (PreparedStatement insert = connection.prepareStatement(RECORD)) {
            bind(connection, insert, purchases);
            try (ResultSet changed = insert.executeQuery()) {
                while (changed.next()) {
                    buyers.add(changed.getObject(1, UUID.class));
                }
            }
        }
        return buyers;
    }

    private static void bind(Connection connection, PreparedStatement insert, List<Purchase> purchases)
            throws SQLException {
        Columns.of(connection, insert, purchases)
                .bind("uuid", Purchase::event)
                .bind("uuid", Purchase::customer)
                .bind("timestamptz", Purchase::at)
                .bind("numeric", Purchase::amount)
                .bind("text", Purchase::currency)
                .bind("numeric", Purchase::margin)
                .bind("text", Purchase::category)
                .bind("text", Purchase::order)
                .bind("uuid", Purchase::address);
    }

    /**
     * What these customers have bought so far, with all who are part of them; one without purchases is left out.
     *
     * @param since the first day of the period that counts
     */
    public List<PurchaseTotals> totals(Connection connection, Collection<UUID> customers, LocalDate since)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TOTALS)) {
            List<Part> parts = parts(connection, customers);
            Columns.of(connection, select, parts).bind("uuid", Part::root).bind("uuid", Part::part);
            select.setObject(3, since);
            List<PurchaseTotals> totals = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    totals.add(read(found));
                }
            }
            return totals;
        }
    }

    private static List<Part> parts(Connection connection, Collection<UUID> customers) throws SQLException {
        List<Part> parts = new ArrayList<>();
        Redirects.of(connection, customers)
                .forEach((customer, whole) -> whole.parts().forEach(part -> parts.add(new Part(customer, part))));
        return parts;
    }

    private record Part(UUID root, UUID part) {}

    private static PurchaseTotals read(ResultSet row) throws SQLException {
        return new PurchaseTotals(row.getObject(1, UUID.class), instant(row, 2), instant(row, 3), row.getLong(4),
                row.getString(5), row.getBigDecimal(6), row.getLong(7), row.getBigDecimal(8), instant(row, 9));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
