package contacthub.contact.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Since when somebody has been away. */
class AbsenceTest {

    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final int HOURS = 24;

    private static Instant at(int hour) {
        return NINE.plus(Duration.ofHours(hour));
    }

    private static Absence absence(int from, Integer until) {
        return new Absence(new UUID(7, from), "anna", at(from), until == null ? null : at(until), null, "anna");
    }

    @Test
    void isNotAwayAtTheEndOfAnAbsence() {
        assertThat(Absence.since(List.of(absence(1, 3)), at(3))).isEmpty();
        assertThat(Absence.since(List.of(absence(1, 3)), at(1))).contains(at(1));
    }

    @Test
    void takesAbsencesThatFollowEachOtherForOne() {
        assertThat(Absence.since(List.of(absence(5, null), absence(1, 3), absence(3, 5)), at(6))).contains(at(1));
        assertThat(Absence.since(List.of(absence(5, null), absence(1, 3), absence(4, 5)), at(6))).contains(at(4));
    }

    /** The same looked at hour by hour. */
    @Property(tries = 200)
    void isAwaySinceTheFirstHourWithoutABreak(@ForAll("absences") List<Absence> absences) {
        Optional<Instant> expected = Optional.empty();
        for (int hour = HOURS; hour >= 0 && isAway(absences, hour); hour--) {
            expected = Optional.of(at(hour));
        }
        assertThat(Absence.since(absences, at(HOURS))).isEqualTo(expected);
    }

    private static boolean isAway(List<Absence> absences, int hour) {
        return absences.stream().anyMatch(one -> one.covers(at(hour)));
    }

    @Provide
    Arbitrary<List<Absence>> absences() {
        Arbitrary<Integer> hours = Arbitraries.integers().between(0, HOURS + 4);
        Arbitrary<Absence> one = Combinators.combine(hours, Arbitraries.of(IntStream.range(1, 9).boxed().toList())
                .injectNull(0.2)).as((from, length) -> absence(from, length == null ? null : from + length));
        return one.list().ofMaxSize(8);
    }
}
