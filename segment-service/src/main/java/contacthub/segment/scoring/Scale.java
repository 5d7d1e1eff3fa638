package contacthub.segment.scoring;

import java.math.BigDecimal;
import java.util.List;

/**
 * Turns a number into a score from 1 to 5 by four ascending bounds; a number on a bound counts as beyond it. Bounds may
 * be chosen or be the quintiles of what customers really do: the scale does not care.
 *
 * @param lowIsBest true where a small number scores high, such as days since the last purchase
 */
record Scale(List<BigDecimal> bounds, boolean lowIsBest) {

    private static final int BOUNDS = 4;

    Scale {
        bounds = List.copyOf(bounds);
        if (bounds.size() != BOUNDS || !bounds.equals(bounds.stream().sorted().toList())) {
            throw new IllegalArgumentException("a scale needs four ascending bounds, not " + bounds);
        }
    }

    int score(BigDecimal number) {
        int passed = (int) bounds.stream().filter(bound -> bound.compareTo(number) <= 0).count();
        return lowIsBest ? BOUNDS + 1 - passed : 1 + passed;
    }

    int score(long number) {
        return score(BigDecimal.valueOf(number));
    }
}
