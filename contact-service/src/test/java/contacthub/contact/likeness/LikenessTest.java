package contacthub.contact.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** How much two people look alike, whichever of them is looked at first. */
class LikenessTest {

    private static final UUID NOBODY = new UUID(0, 0);

    private static Somebody person(String first, String last, Integer birthYear, String town) {
        return new Somebody(NOBODY, last, first, null, birthYear, null, town, List.of(), List.of());
    }

    @Test
    void weighsSwappedNamesAlikeFromBothSides() {
        Somebody one = person("Maxim", "Zvantsev", 1981, "Irkutsk");
        Somebody two = person("Zvantsev", "Maksim", 1981, "Irkutsk");

        assertThat(Likeness.of(one, two)).isEqualTo(Likeness.of(two, one));
        assertThat(Likeness.of(one, two).score()).isEqualTo(10);
        assertThat(Likeness.of(one, two).reasons()).contains("same last name +5", "first and last name swapped -1");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void countsTheSamePointsFromBothSides(@ForAll("people") Somebody one, @ForAll("people") Somebody two) {
        assertThat(Likeness.of(one, two).score()).isEqualTo(Likeness.of(two, one).score());
    }

    /** Few letters and few names, so that most pairs have something in common. */
    @Provide
    Arbitrary<Somebody> people() {
        Arbitrary<String> names = Arbitraries.strings().withChars("abkmsx").ofMinLength(1).ofMaxLength(9)
                .injectNull(0.1);
        return Combinators.combine(names, names, Arbitraries.integers().between(1980, 1983), names)
                .as(LikenessTest::person);
    }
}
