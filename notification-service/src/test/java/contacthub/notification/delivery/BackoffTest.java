package contacthub.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** At most eight attempts in thirty minutes, further and further apart. */
class BackoffTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(12), 8, Duration.ofMinutes(30));

    @ParameterizedTest
    @CsvSource({ "1,0.5,12000", "2,0.5,24000", "3,0.5,48000", "7,0.5,768000", "1,0,10200", "1,1,13800"})
    void doublesWithEachAttempt(int attempt, double chance, long millis) {
        assertThat(BACKOFF.after(attempt, Duration.ZERO, Duration.ZERO, chance)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(doubles = { 0, 0.5, 1})
    void allowsEightAttemptsInThirtyMinutes(double chance) {
        Duration age = IntStream.rangeClosed(1, 7).boxed().reduce(Duration.ZERO,
                (sofar, attempt) -> sofar.plus(BACKOFF.after(attempt, sofar, Duration.ZERO, chance).orElseThrow()),
                Duration::plus);

        assertThat(age).isLessThanOrEqualTo(Duration.ofMinutes(30));
        assertThat(BACKOFF.after(8, age, Duration.ZERO, chance)).isEmpty();
    }

    @Test
    void waitsAsLongAsGatewayAsks() {
        assertThat(BACKOFF.after(1, Duration.ZERO, Duration.ofMinutes(2), 0.5)).contains(Duration.ofMinutes(2));
    }

    @Test
    void givesUpWhenGatewayAsksForTooLong() {
        assertThat(BACKOFF.after(1, Duration.ZERO, Duration.ofHours(1), 0.5)).isEqualTo(Optional.empty());
    }

    @Test
    void givesUpWhenTimeIsOver() {
        assertThat(BACKOFF.after(2, Duration.ofMinutes(30), Duration.ZERO, 0.5)).isEmpty();
    }
}
