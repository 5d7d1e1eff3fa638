package contacthub.segment.scoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * The scores of a customer at a moment, with the numbers and the rule that made them.
 *
 * @param frequency purchases; {@code purchaseDays}: days with at least one
 * @param r score of recency 1 to 5, likewise {@code f} and {@code m}
 */
record Score(UUID customer, Instant asOf, Instant firstPurchase, Instant lastPurchase, long recencyDays,
        long frequency, long purchaseDays, BigDecimal monetary, String currency, int r, int f, int m, String group,
        String ruleVersion) {

    /** Whether it says the same of the customer as an earlier one, whatever the numbers behind it. */
    boolean saysTheSameAs(Score earlier) {
        return earlier != null && r == earlier.r && f == earlier.f && m == earlier.m
                && group.equals(earlier.group) && ruleVersion.equals(earlier.ruleVersion);
    }
}
