package contacthub.contact.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

class MomentTest {

    private static JsonNode number(String json) {
        return Heard.json("{\"t\":" + json + "}").path("t");
    }

    @ParameterizedTest
    @CsvSource({ "1700000000, 2023-11-14T22:13:20Z", "'\"1700000000\"', 2023-11-14T22:13:20Z",
            "'\"1700000000.000250\"', 2023-11-14T22:13:20.000250Z", "4977069964384421269, 9999-12-31T23:59:59Z"})
    void readsSeconds(String json, Instant expected) {
        assertThat(Moment.ofSeconds(number(json))).isEqualTo(expected);
    }

    @Test
    void readsMilliseconds() {
        assertThat(Moment.ofMillis(number("1700000000123"))).isEqualTo("2023-11-14T22:13:20.123Z");
    }

    @ParameterizedTest
    @ValueSource(strings = { "null", "0", "-1", "true", "{}", "\"yesterday\"", "1e400", "[1]",
            "12345678901234567890123456789012345678901"})
    void findsNoTimeInWhatIsNone(String json) {
        assertThat(Moment.ofSeconds(number(json))).isNull();
    }
}
