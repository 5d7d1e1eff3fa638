package contacthub.contact.channel.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.WebhookData;

/** Slack's published signature; it is public data and not part of the project. */
class SlackSignatureTest {

    @BeforeAll
    static void findVectors() {
        assumeTrue(WebhookData.isThere(), WebhookData.ABSENT);
    }

    static List<JsonNode> vectors() {
        return WebhookData.vectors("slack");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void isRightForFiveMinutesAroundItsTime(JsonNode vector) {
        long signed = vector.path("timestamp").asLong();
        assertThat(isRight(vector, signed)).isTrue();
        assertThat(isRight(vector, signed + 300)).isTrue();
        assertThat(isRight(vector, signed + 301)).isFalse();
        assertThat(isRight(vector, signed - 301)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void isWrongForAnotherBodyTimeOrNone(JsonNode vector) {
        var signature = new SlackSignature(at(vector.path("timestamp").asLong()));
        String right = vector.path("signature").asText();
        String secret = vector.path("secret").asText();
        assertThat(signature.isRight(secret, vector.path("timestamp").asText(), new byte[0], right)).isFalse();
        assertThat(signature.isRight(secret, vector.path("timestamp").asLong() + 1 + "", body(vector), right))
                .isFalse();
        assertThat(signature.isRight(secret, null, body(vector), right)).isFalse();
        assertThat(signature.isRight(secret, "soon", body(vector), right)).isFalse();
    }

    private static boolean isRight(JsonNode vector, long now) {
        return new SlackSignature(at(now)).isRight(vector.path("secret").asText(), vector.path("timestamp").asText(),
                body(vector), vector.path("signature").asText());
    }

    private static Clock at(long seconds) {
        return Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
    }

    private static byte[] body(JsonNode vector) {
        return vector.path("body").asText().getBytes(UTF_8);
    }
}
