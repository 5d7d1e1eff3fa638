package contacthub.notification.channel.viber;

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

/** What we ask of Viber and how we read its answers. */
class ViberAdapterTest {

    @Test
    void asksToSend() {
        assertThat(Json.text(ViberAdapter.request(
                new Message(new UUID(0, 7), Address.of("viber", "v=="), null, null, null, "hi", false), "Shop")))
                .isEqualTo("{\"receiver\":\"v==\",\"sender\":{\"name\":\"Shop\"},"
                        + "\"tracking_data\":\"00000000-0000-0000-0000-000000000007\",\"type\":\"text\",\"text\":\"hi\"}");
    }

    @ParameterizedTest
    @CsvSource({ "3,rejected", "4,rejected", "5,address-unknown", "6,blocked", "11,rejected", "16,rejected"})
    void givesUp(int status, String reason) {
        assertThat(ViberAdapter.outcome(answer(status)))
                .isEqualTo(new Outcome.PermanentFailure(reason, "Viber answered " + status + " why"));
    }

    @ParameterizedTest
    @CsvSource({ "1", "2", "7", "8", "9", "10", "12"})
    void triesAgain(int status) {
        assertThat(ViberAdapter.outcome(answer(status)))
                .isEqualTo(new Outcome.TransientFailure("Viber answered " + status + " why"));
    }

    @Test
    void readsWhatIsNoError() {
        assertThat(ViberAdapter.outcome(answer(0))).isEqualTo(new Outcome.Accepted("5741311803571721087"));
        assertThat(ViberAdapter.outcome(
                new HttpAnswer(200, Json.read("{}".getBytes(), JsonNode.class), Duration.ZERO)))
                .isInstanceOf(Outcome.Unclear.class);
    }

    private static HttpAnswer answer(int status) {
        String body = "{\"status\":%d,\"status_message\":\"why\",\"message_token\":5741311803571721087}"
                .formatted(status);
        return new HttpAnswer(200, Json.read(body.getBytes(), JsonNode.class), Duration.ZERO);
    }
}
