package contacthub.contact.channel.vk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Callback;
import contacthub.contact.channel.WebhookData;

/** Public requests with secrets, right and wrong; they are no part of the project. An account is the community's id. */
class VkWebhookTest {

    @BeforeAll
    static void findCases() {
        assumeTrue(WebhookData.isThere(), WebhookData.ABSENT);
    }

    private record Accounts(Map<String, String> secrets, Map<String, String> confirmations) implements VkAccounts {}

    static List<JsonNode> cases() {
        return WebhookData.casesOfVk().stream().filter(one -> !secret(one).isBlank()).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersThoseWhoKnowTheSecretOnly(JsonNode one) {
        var webhook = new VkWebhook(
                new Accounts(Map.of("123456", secret(one)), Map.of("123456", "confirmation_123456")));
        var callback = new Callback("123456", one.path("body").asText().getBytes(UTF_8), "", name -> null);
        String expected = one.path("expected_response").asText();
        assertThat(webhook.sent(callback)).isEqualTo(!expected.startsWith("Bad Secret"));
        assertThat(webhook.read(callback).answer()).isEqualTo("confirmation_123456");
    }

    private static String secret(JsonNode one) {
        return one.path("secret_keys").path("123456").asText(one.path("secret_key").asText(""));
    }
}
