package contacthub.contact.channel.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.WebhookData;

/** Twilio's published signatures; they are public data and not part of the project. */
class TwilioSignatureTest {

    @BeforeAll
    static void findVectors() {
        assumeTrue(WebhookData.isThere(), WebhookData.ABSENT);
    }

    static List<JsonNode> vectors() {
        return WebhookData.vectors("twilio");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void isRightOrWrongAsPublished(JsonNode vector) {
        assertThat(isRight(vector, vector.path("body").asText())).isEqualTo(vector.path("valid").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void isWrongForAnotherRequest(JsonNode vector) {
        if (vector.has("body")) {
            assertThat(isRight(vector, "{}")).isFalse();
        }
        SortedMap<String, List<String>> more = fields(vector);
        more.put("More", List.of("1"));
        assertThat(TwilioSignature.isRight(vector.path("token").asText(), vector.path("url").asText(), more,
                vector.path("body").asText().getBytes(UTF_8), vector.path("signature").asText())).isFalse();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void isTheSameWithTheSchemesOwnPortOrWithout(JsonNode vector) {
        String url = vector.path("url").asText();
        String other = url.startsWith("https") ? url.replace(":443", "") : url.replace(":80/", "/");
        assertThat(TwilioSignature.isRight(vector.path("token").asText(), other, fields(vector),
                vector.path("body").asText().getBytes(UTF_8), vector.path("signature").asText()))
                .isEqualTo(vector.path("valid").asBoolean());
    }

    private static boolean isRight(JsonNode vector, String body) {
        return TwilioSignature.isRight(vector.path("token").asText(), vector.path("url").asText(), fields(vector),
                body.getBytes(UTF_8), vector.path("signature").asText());
    }

    private static SortedMap<String, List<String>> fields(JsonNode vector) {
        SortedMap<String, List<String>> fields = new TreeMap<>();
        vector.path("params").properties()
                .forEach(field -> fields.put(field.getKey(), List.of(field.getValue().asText())));
        return fields;
    }
}
