package contacthub.segment.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Turns a number into a score from 1 to 5 by four ascending bounds; a number on a bound counts as beyond it. Bounds may
 * be chosen or be the quintiles of what customers really do: the scale does not care.
 *
 * @param lowIsBest true where a small number scores high, such as days since the last purchase
 */
public record Scale(List<BigDecimal> bounds, boolean lowIsBest) {

    private static final int BOUNDS = 4;

    public Scale {
        bounds = List.copyOf(bounds);
        if (bounds.size() != BOUNDS || !isAscending(bounds)) {
            throw new IllegalArgumentException("a scale needs four ascending bounds, not " + bounds);
        }
    }

    static boolean isAscending(List<BigDecimal> bounds) {
        return bounds.equals(bounds.stream().sorted().toList());
    }

    int score(BigDecimal number) {
        int passed = (int) bounds.stream().filter(bound -> bound.compareTo(number) <= 0).count();
        return lowIsBest ? BOUNDS + 1 - passed : 1 + passed;
    }

    int score(long number) {
        return score(BigDecimal.valueOf(number));
    }

    /** The first whole day on which a number of days has passed a bound, which may lie between two days. */
    static long firstDay(BigDecimal bound) {
        return bound.setScale(0, RoundingMode.CEILING).longValue();
    }
}
