package contacthub.contact.likeness;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * How much two customers look alike: points for what agrees, taken off for what does not, after Fellegi and Sunter (1969).
 *
 * @param score the sum of the points
 * @param reasons what agrees and what does not, each with its points
 */
record Likeness(int score, List<String> reasons) {

    private static final JaroWinklerSimilarity NAMES = new JaroWinklerSimilarity();
    private static final LevenshteinDistance ONE_DIGIT = new LevenshteinDistance(1);
    /** Two characters in the wrong order count as two. */
    private static final LevenshteinDistance ONE_SLIP = new LevenshteinDistance(2);
    private static final double ALMOST = 0.92;
    private static final double SIMILAR = 0.82;

    /** Compares two customers, also with the names of either swapped; it does not matter which is which. */
    static Likeness of(Somebody one, Somebody two) {
        Likeness straight = new Points().names(one.last(), one.first(), two).rest(one, two);
        return Stream.of(new Points().swapped(one, two).rest(one, two), new Points().swapped(two, one).rest(one, two))
                .reduce(straight, (best, other) -> other.score > best.score ? other : best);
    }

    /** In one sentence. */
    String because() {
        return "Look alike with " + score + " points: " + String.join(", ", reasons) + ".";
    }

    /** The points, in one place; what is not known of either counts nothing. */
    private static final class Points {

        private final List<String> reasons = new ArrayList<>();
        private int sum;

        Points names(String last, String first, Somebody two) {
            name("last name", last, two.last(), 5, 4, 1, -4);
            name("first name", first, two.first(), 3, 2, 1, -3);
            return this;
        }

        Points swapped(Somebody one, Somebody two) {
            if (one.last() != null && one.first() != null) {
                names(one.first(), one.last(), two);
                add("first and last name swapped", -1);
            }
            return this;
        }

        Likeness rest(Somebody one, Somebody two) {
            name("patronymic", one.patronymic(), two.patronymic(), 3, 2, 0, -4);
            birthYear(one.birthYear(), two.birthYear());
            name("town", one.town(), two.town(), 2, 2, 0, -1);
            name("company", one.company(), two.company(), 2, 1, 0, 0);
            addresses("phone", one.phones(), two.phones());
            addresses("e-mail", one.emails(), two.emails());
            return new Likeness(sum, List.copyOf(reasons));
        }

        private void name(String what, String one, String two, int same, int almost, int similar, int different) {
            if (one == null || two == null) {
                return;
            }
            double closeness = NAMES.apply(one, two);
            if (one.equals(two)) {
                add("same " + what, same);
            } else if (closeness >= ALMOST) {
                add("almost the same " + what, almost);
            } else if (closeness >= SIMILAR) {
                add("similar " + what, similar);
            } else {
                add("different " + what, different);
            }
        }

        private void birthYear(Integer one, Integer two) {
            if (one == null || two == null) {
                return;
            }
            if (Objects.equals(one, two)) {
                add("born in the same year", 3);
            } else if (ONE_DIGIT.apply(one.toString(), two.toString()) >= 0) {
                add("years of birth alike", -1);
            } else {
                add("born in different years", -4);
            }
        }

        /** Equal ones would have made them one customer, or a candidate, already. */
        private void addresses(String what, List<String> one, List<String> two) {
            boolean alike = one.stream()
                    .anyMatch(mine -> two.stream().anyMatch(other -> ONE_SLIP.apply(mine, other) > 0));
            if (alike) {
                add("almost the same " + what, 4);
            }
        }

        private void add(String reason, int points) {
            sum += points;
            if (points != 0) {
                reasons.add(reason + (points > 0 ? " +" : " ") + points);
            }
        }
    }
}
