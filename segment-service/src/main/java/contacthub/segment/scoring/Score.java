package contacthub.segment.scoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The scores of a customer at a moment, with the numbers and the rule that made them.
 *
 * @param frequency purchases in the period of the rule, {@code monetary}: what was spent in it
 * @param purchaseDays days with at least one purchase, ever
 * @param r score of recency 1 to 5, likewise {@code f} and {@code m}
 * @param lifetime what was spent ever
 * @param changesAt when it will change though nothing is bought, null where never
 */
public record Score(UUID customer, Instant asOf, Instant firstPurchase, Instant lastPurchase, long recencyDays,
        long frequency, long purchaseDays, BigDecimal monetary, String currency, int r, int f, int m, String group,
        String ruleVersion, BigDecimal lifetime, Instant changesAt) {

    /** Whether it says the same of the customer as an earlier one, whatever the numbers and the rule behind it. */
    boolean saysTheSameAs(Score earlier) {
        return earlier != null && r == earlier.r && f == earlier.f && m == earlier.m && group.equals(earlier.group);
    }

    /** Whether an earlier one need not be written anew: only the moment it was made at may differ. */
    public boolean holds(Score earlier) {
        return saysTheSameAs(earlier) && firstPurchase.equals(earlier.firstPurchase)
                && lastPurchase.equals(earlier.lastPurchase) && frequency == earlier.frequency
                && purchaseDays == earlier.purchaseDays && monetary.compareTo(earlier.monetary) == 0
                && currency.equals(earlier.currency) && ruleVersion.equals(earlier.ruleVersion)
                && lifetime.compareTo(earlier.lifetime) == 0 && Objects.equals(changesAt, earlier.changesAt);
    }
}
