package contacthub.segment.activity;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * All purchases of a customer in numbers; the same whatever the order in which they became known.
 *
 * @param days days (UTC) with at least one order, ever
 * @param currency the one the customer buys in most often; amounts of another are not added
 * @param lifetime the sum in that currency, ever
 * @param purchases orders in the period that counts
 * @param revenue the sum in that currency in the period
 * @param oldest the first order of the period, null where there is none
 */
public record PurchaseTotals(UUID customer, Instant first, Instant last, long days, String currency,
        BigDecimal lifetime, long purchases, BigDecimal revenue, Instant oldest) {}
