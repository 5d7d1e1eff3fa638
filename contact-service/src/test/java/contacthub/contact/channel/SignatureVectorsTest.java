package contacthub.contact.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

/** The vendors' own published signatures; they are public data and not part of the project. */
class SignatureVectorsTest {

    @BeforeAll
    static void findVectors() {
        assumeTrue(WebhookData.isThere(), WebhookData.ABSENT);
    }

    static List<JsonNode> viber() {
        return WebhookData.vectors("viber");
    }

    @ParameterizedTest
    @MethodSource("viber")
    void knowsVibersSignature(JsonNode vector) {
        assertThat(Signatures.equal(Signatures.hex(vector.path("token").asText(), body(vector)), signature(vector)))
                .isEqualTo(vector.path("valid").asBoolean());
    }

    static List<JsonNode> line() {
        return WebhookData.vectors("line");
    }

    @ParameterizedTest
    @MethodSource("line")
    void knowsLinesSignature(JsonNode vector) {
        assertThat(Signatures.equal(Signatures.base64(secret(vector), body(vector)), signature(vector)))
                .isEqualTo(vector.path("valid").asBoolean());
    }

    static List<JsonNode> meta() {
        return WebhookData.vectors("meta");
    }

    @ParameterizedTest
    @MethodSource("meta")
    void knowsMetasSignature(JsonNode vector) {
        assertThat("sha256=" + Signatures.hex(vector.path("secret").asText(), body(vector)))
                .isEqualTo(signature(vector));
    }

    @Test
    void neverTakesNothingForASignature() {
        assertThat(Signatures.equal(null, null)).isFalse();
        assertThat(Signatures.equal("a", null)).isFalse();
        assertThat(Signatures.equal("", "")).isFalse();
    }

    static List<JsonNode> standard() {
        return WebhookData.vectors("standard-webhooks");
    }

    /** No vendor of ours signs like this; it shows that a key of any bytes and several parts are digested right. */
    @ParameterizedTest
    @MethodSource("standard")
    void knowsTheSignatureOfStandardWebhooks(JsonNode vector) {
        byte[] key = Base64.getDecoder().decode(vector.path("secret").asText().replace("whsec_", ""));
        String before = vector.path("id").asText() + "." + vector.path("timestamp").asText() + ".";
        assertThat("v1," + Signatures.base64(key, before.getBytes(UTF_8), body(vector))).isEqualTo(signature(vector));
    }

    @Test
    void leavesNoPublishedSignatureOut() {
        assertThat(Stream.of("twilio", "slack", "viber", "line", "meta", "standard-webhooks")
                .mapToInt(provider -> WebhookData.vectors(provider).size()).sum())
                .isEqualTo(WebhookData.vectors("").size());
    }

    private static byte[] secret(JsonNode vector) {
        return vector.path("secret").asText().getBytes(UTF_8);
    }

    private static byte[] body(JsonNode vector) {
        return vector.path("body").asText().getBytes(UTF_8);
    }

    private static String signature(JsonNode vector) {
        return vector.path("signature").asText();
    }
}
