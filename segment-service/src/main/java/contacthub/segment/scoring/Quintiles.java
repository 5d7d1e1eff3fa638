package contacthub.segment.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The quantiles at 20, 40, 60 and 80 % as R's default, type 7, has them: linear between the two numbers around the place
 * {@code (n - 1) p} of the sorted ones, exactly and in decimals.
 */
final class Quintiles {

    private static final List<BigDecimal> SHARES = List.of(new BigDecimal("0.2"), new BigDecimal("0.4"),
            new BigDecimal("0.6"), new BigDecimal("0.8"));

    private Quintiles() {
    }

    /** The four bounds of so many numbers, at least one, of which the one at a place is told. */
    static List<BigDecimal> of(long count, LongFunction<BigDecimal> sorted) {
        List<BigDecimal> bounds = new ArrayList<>();
        for (BigDecimal share : SHARES) {
            BigDecimal place = place(count, share);
            BigDecimal low = sorted.apply(floor(place));
            BigDecimal high = sorted.apply(Math.min(floor(place) + 1, count - 1));
            BigDecimal beyond = place.subtract(BigDecimal.valueOf(floor(place)));
            bounds.add(Plain.of(low.add(high.subtract(low).multiply(beyond))));
        }
        return bounds;
    }

    private static BigDecimal place(long count, BigDecimal share) {
        return BigDecimal.valueOf(count - 1).multiply(share);
    }

    private static long floor(BigDecimal place) {
        return place.setScale(0, RoundingMode.FLOOR).longValueExact();
    }
}
