package contacthub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void findsPercentiles() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 100; millis++) {
            latencies.add(Duration.ofMillis(millis).toNanos());
        }
        assertThat(latencies.percentile(0.5)).isBetween(Duration.ofMillis(50), Duration.ofMillis(51));
        assertThat(latencies.percentile(0.99)).isBetween(Duration.ofMillis(99), Duration.ofMillis(100));
    }

    @Test
    void countsWhatIsLongerThanItsRangeAsLongest() {
        Latencies latencies = new Latencies();
        latencies.add(Duration.ofMinutes(1).toNanos());
        assertThat(latencies.percentile(1)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
    }

    @Test
    void isZeroWithoutAnswers() {
        assertThat(new Latencies().percentile(0.99)).isZero();
    }
}
