package contacthub.segment.activity;

/**
 * What every customer has bought, in one pass over the database, merged customers as one: for whoever counts all of them
 * at once. Says of each the same as {@link Purchases#totals}.
 */
public final class EveryCustomer {

    /**
     * The beginning of a query: relation {@code whole (customer, last_at, days, purchases, currency, lifetime, revenue)}.
     * Its parameters are the day before which purchases are seen, and twice the first day of the period that counts.
     */
    public static final String WHOLE = """
            WITH bought AS (
                SELECT coalesce(r.root, d.customer) AS customer, d.day, d.currency, d.purchases, d.revenue, d.last_at
                FROM purchase_day d LEFT JOIN customer_root r ON r.customer = d.customer WHERE d.day < ?::date),
            buyer AS (
                SELECT customer, max(last_at) AS last_at, count(DISTINCT day) AS days,
                       coalesce(sum(purchases) FILTER (WHERE day >= ?::date), 0) AS purchases
                FROM bought GROUP BY customer),
            spent AS (
                SELECT DISTINCT ON (customer) customer, currency, lifetime, revenue FROM (
                    SELECT customer, currency, sum(purchases) AS orders, sum(revenue) AS lifetime,
                           coalesce(sum(revenue) FILTER (WHERE day >= ?::date), 0) AS revenue
                    FROM bought GROUP BY customer, currency) by_currency
                ORDER BY customer, orders DESC, currency),
            whole AS MATERIALIZED (
                SELECT customer, last_at, days, purchases, currency, lifetime, revenue FROM buyer JOIN spent USING (customer))
            """;

    private EveryCustomer() {
    }
}
