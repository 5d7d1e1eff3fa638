package contacthub.segment.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Quintiles are R's type 7, exactly. */
class QuintilesTest {

    @Test
    void liesBetweenTheTwoNumbersAroundThePlace() {
        assertThat(of(1, 2, 3, 4)).containsExactly("1.6", "2.2", "2.8", "3.4");
        assertThat(of(15, 20, 35, 40, 50)).containsExactly("19", "29", "37", "42");
        assertThat(of(7)).containsExactly("7", "7", "7", "7");
        assertThat(of(100, 200)).containsExactly("120", "140", "160", "180");
    }

    @Property(tries = 1_000)
    void agreesWithTheDefinition(@ForAll @Size(min = 1, max = 60) List<@IntRange(max = 500) Integer> numbers) {
        double[] sorted = numbers.stream().mapToDouble(Integer::doubleValue).sorted().toArray();
        List<BigDecimal> bounds = Quintiles.of(sorted.length, place -> BigDecimal.valueOf((long) sorted[(int) place]));
        for (int fifth = 1; fifth <= 4; fifth++) {
            double place = (sorted.length - 1) * fifth / 5.0;
            double low = sorted[(int) Math.floor(place + 1e-9)];
            double high = sorted[Math.min((int) Math.floor(place + 1e-9) + 1, sorted.length - 1)];
            assertThat(bounds.get(fifth - 1).doubleValue())
                    .isCloseTo(low + (place - Math.floor(place + 1e-9)) * (high - low),
                            org.assertj.core.data.Offset.offset(1e-6));
        }
        assertThat(Scale.isAscending(bounds)).isTrue();
    }

    private static List<String> of(long... numbers) {
        return Quintiles.of(numbers.length, place -> BigDecimal.valueOf(numbers[(int) place])).stream()
                .map(BigDecimal::toPlainString).toList();
    }
}
