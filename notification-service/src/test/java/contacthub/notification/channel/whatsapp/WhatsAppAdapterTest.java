package contacthub.notification.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Address;
import contacthub.contracts.Json;
import contacthub.notification.channel.HttpAnswer;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;

/** What we ask of the Cloud API and how we read its answers. */
class WhatsAppAdapterTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,'{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"79161234567\",\"type\":\"text\",\"text\":{\"preview_url\":false,\"body\":\"hi\"}}'",
            "wamid.1,'{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"79161234567\",\"type\":\"text\",\"text\":{\"preview_url\":false,\"body\":\"hi\"},\"context\":{\"message_id\":\"wamid.1\"}}'"})
    void asksToSend(String inReplyTo, String json) {
        assertThat(Json.text(WhatsAppAdapter.request(new Message(new UUID(0, 0), Address.of("whatsapp", "79161234567"),
                null, inReplyTo, null, "hi", false)))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({ "400,131026,address-unknown", "400,131047,window-closed", "400,131050,blocked", "400,100,rejected",
            "403,131005,rejected"})
    void givesUp(int status, int code, String reason) {
        assertThat(WhatsAppAdapter.outcome(error(status, code))).isEqualTo(
                new Outcome.PermanentFailure(reason, "WhatsApp answered " + status + " " + code + " why"));
    }

    @ParameterizedTest
    @CsvSource({ "400,130429", "401,190", "429,80007", "500,131000", "429,7", "503,7", "401,7"})
    void triesAgain(int status, int code) {
        assertThat(WhatsAppAdapter.outcome(error(status, code)))
                .isEqualTo(new Outcome.TransientFailure("WhatsApp answered " + status + " " + code + " why"));
    }

    @Test
    void readsWhatIsNoError() {
        assertThat(WhatsAppAdapter.outcome(answer(200, "{\"messages\":[{\"id\":\"wamid.7\"}]}")))
                .isEqualTo(new Outcome.Accepted("wamid.7"));
        assertThat(WhatsAppAdapter.outcome(answer(200, "{}"))).isInstanceOf(Outcome.Unclear.class);
    }

    private static HttpAnswer error(int status, int code) {
        return answer(status, "{\"error\":{\"code\":%d,\"message\":\"why\"}}".formatted(code));
    }

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(status, Json.read(body.getBytes(), JsonNode.class), Duration.ZERO);
    }
}
