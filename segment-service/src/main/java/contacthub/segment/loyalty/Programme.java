package contacthub.segment.loyalty;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import contacthub.runtime.web.Storable;

/**
 * The rules of loyalty.
 *
 * @param tiers the lowest first; a customer has the last one whose conditions hold
 * @param amountPerPoint what must be spent for one point, by currency; purchases in others give none
 * @param review what a review earns; null: nothing
 * @param because why these rules
 */
record Programme(@NotNull @Size(max = 20) List<@NotNull @Valid Tier> tiers,
        @Size(max = 50) Map<String, BigDecimal> amountPerPoint,
        @Valid Review review, @NotBlank @Size(max = 500) @Storable String because) {

    static final Programme NONE = new Programme(List.of(), Map.of(), null, "no programme yet");

    private static final BigDecimal LEAST = new BigDecimal("0.01");
    private static final BigDecimal MOST = new BigDecimal("1000000000");

    Programme {
        amountPerPoint = amountPerPoint == null ? Map.of() : amountPerPoint;
    }

    /**
     * A tier and its conditions, each of which may be absent.
     *
     * @param ordersFrom the least number of orders in the period of the scores
     * @param rFrom the least score of recency, 1 to 5; likewise {@code fFrom} and {@code mFrom}
     * @param discountPercent off every price
     */
    record Tier(@NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}") String name, @Min(0) Long ordersFrom,
            @Min(1) @Max(5) Integer rFrom, @Min(1) @Max(5) Integer fFrom, @Min(1) @Max(5) Integer mFrom,
            @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 2) BigDecimal discountPercent) {

        private boolean holds(Standing standing) {
            return reaches(ordersFrom, standing.orders) && reaches(rFrom, standing.r) && reaches(fFrom, standing.f)
                    && reaches(mFrom, standing.m);
        }

        private static boolean reaches(Number least, long value) {
            return least == null || value >= least.longValue();
        }
    }

    /** Points for a review, given at most so many times in so many days to one customer. */
    record Review(@Min(1) @Max(1_000_000) @NotNull Long points, @NotNull @Min(1) @Max(1000) Integer atMost,
            @NotNull @Min(1) @Max(3650) Integer days) {}

    /** Orders of the period and scores of a customer, all 0 before the first purchase. */
    record Standing(long orders, int r, int f, int m) {

        /** In words. */
        String because() {
            return orders + " orders in the period, scores " + r + " " + f + " " + m;
        }
    }

    /** Whether every price of a point is one of a hundredth or more, in a currency. */
    boolean hasPrices() {
        return amountPerPoint.entrySet().stream().allMatch(
                price -> price.getKey().matches("[A-Z]{3}") && price.getValue() != null
                        && price.getValue().compareTo(LEAST) >= 0 && price.getValue().compareTo(MOST) <= 0);
    }

    /** The tier of a customer, where it has one. */
    Optional<Tier> tier(Standing standing) {
        return tiers.stream().filter(tier -> tier.holds(standing)).reduce((lower, higher) -> higher);
    }

    /** Whole points for a purchase; less than nothing for one taken back. */
    BigDecimal points(BigDecimal amount, String currency) {
        BigDecimal price = amountPerPoint.get(currency);
        return price == null ? BigDecimal.ZERO : amount.divide(price, 0, RoundingMode.DOWN);
    }
}
