package contacthub.contact.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import contacthub.runtime.web.Problem;

/** An age is counted in the calendar, and none that would mean everybody is taken. */
class AgeTest {

    private static final Instant NOW = Instant.parse("2024-02-29T15:00:00Z");

    @ParameterizedTest
    @CsvSource({ "P5Y, 2019-02-28T00:00:00Z", "P18M, 2022-08-29T00:00:00Z", "P1D, 2024-02-28T00:00:00Z",
            "P1Y2M3D, 2022-12-26T00:00:00Z"})
    void countsBackInTheCalendar(String text, Instant before) {
        assertThat(Age.of(text, NOW).before()).isEqualTo(before);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "P0D", "-P5Y", "P-1D", "PT5H", "5 years", "P9999Y", "P2147483647Y"})
    void refusesWhatWouldMeanEverybodyOrNothing(String text) {
        assertThatThrownBy(() -> Age.of(text, NOW)).isInstanceOf(Problem.class).hasMessageContaining("older_than");
    }
}
