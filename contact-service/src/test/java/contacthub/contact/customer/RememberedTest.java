package contacthub.contact.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RememberedTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            8 (916) 123-45-67, 9161234567
            +7 916 123 45 67, 79161234567
            123-45-67, 1234567
            1234567, 1234567
            ivan.petrov, ivan.petrov
            @Firma.RU, @firma.ru
            """)
    void knowsWhatAnAddressMayEndWith(String query, String end) {
        assertThat(Remembered.of(query).ends()).containsExactly(end);
    }

    @ParameterizedTest
    @CsvSource({ "123456", "ann", "ivan petrov.ru", "12-34"})
    void takesTooLittleForNoEnd(String query) {
        assertThat(Remembered.of(query).ends()).isEmpty();
    }

    @Test
    void triesANameOnTheNetWithAndWithoutItsSign() {
        assertThat(Remembered.of("Ann").starts()).containsExactly("ann", "@ann");
        assertThat(Remembered.of("@Ann").starts()).containsExactly("@ann");
        assertThat(Remembered.of("an").starts()).isEmpty();
        assertThat(Remembered.of("+7 916 123").starts()).isEmpty();
    }

    @Test
    void takesEveryWordForTheBeginningOfAPartOfTheName() {
        assertThat(Remembered.of("  ПЁТР иван-пет ").nameQuery()).isEqualTo("петр:* & иван:* & пет:*");
        assertThat(Remembered.of("й").nameParts()).isEmpty();
        assertThat(Remembered.of("'):* & !(").nameParts()).isEmpty();
        assertThat(Remembered.of("a b c d e f g h i j").nameParts())
                .isEqualTo(List.of("a", "b", "c", "d", "e", "f", "g", "h"));
    }
}
