package contacthub.segment.loyalty;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;

/**
 * What a customer has and gets.
 *
 * @param tier null where the conditions of none hold
 * @param because the numbers that decided
 * @param balances by unit: points, or the currency of a discount
 */
record Loyalty(UUID customer, long programmeVersion, String tier, BigDecimal discountPercent, String because,
        Map<String, BigDecimal> balances) {

    static Loyalty of(UUID customer, ProgrammeVersion version, Programme.Standing standing,
            Map<String, BigDecimal> balances) {
        Programme.Tier tier = version.programme().tier(standing).orElse(null);
        return new Loyalty(customer, version.version(), tier == null ? null : tier.name(),
                tier == null ? null : tier.discountPercent(), standing.because(), balances);
    }
}
