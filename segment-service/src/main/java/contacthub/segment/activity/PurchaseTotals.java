package contacthub.segment.activity;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * All purchases of a customer in numbers; the same whatever the order in which they became known.
 *
 * @param purchases orders
 * @param days days (UTC) with at least one order
 * @param revenue the sum in {@code currency}, the one the customer buys in most often; amounts of another are not added
 */
public record PurchaseTotals(UUID customer, Instant first, Instant last, long purchases, long days,
        BigDecimal revenue, String currency) {}
