package contacthub.notification.channel.vk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import contacthub.contracts.Address;
import contacthub.contracts.Json;
import contacthub.notification.channel.HttpAnswer;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;

/** To whom we write on VK, and how we read what it answers. */
class VkAdapterTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = { "-,500", "500,500", "2000000001,2000000001", "wall_reply:-1_2,500"})
    void writesToConversationOrElseToPerson(String thread, String peer) {
        assertThat(
                VkAdapter.peer(new Message(new UUID(0, 0), Address.of("vk", "500"), thread, null, null, "hi", false)))
                .isEqualTo(peer);
    }

    @Test
    void asksUnderSameNumberForSameNotification() {
        UUID id = UUID.fromString("019cd1d3-1e80-7d1f-ae3a-146636cbf458");
        assertThat(VkAdapter.random(id)).isEqualTo(VkAdapter.random(id)).isNotZero();
        assertThat(VkAdapter.random(new UUID(7, 0))).isNotZero();
    }

    @ParameterizedTest
    @CsvSource({ "18,address-unknown", "113,address-unknown", "900,blocked", "901,blocked", "902,blocked",
            "100,rejected", "914,rejected", "917,rejected"})
    void givesUp(int code, String reason) {
        assertThat(VkAdapter.outcome(error(code)))
                .isEqualTo(new Outcome.PermanentFailure(reason, "VK answered " + code + " why"));
    }

    @ParameterizedTest
    @CsvSource({ "5", "6", "9", "10", "29"})
    void triesAgain(int code) {
        assertThat(VkAdapter.outcome(error(code)))
                .isEqualTo(new Outcome.TransientFailure("VK answered " + code + " why"));
    }

    @Test
    void readsWhatIsNoError() {
        assertThat(VkAdapter.outcome(answer(200, "{\"response\":77}"))).isEqualTo(new Outcome.Accepted("77"));
        assertThat(VkAdapter.outcome(answer(200, "{}"))).isInstanceOf(Outcome.Unclear.class);
        assertThat(VkAdapter.outcome(new HttpAnswer(503, MissingNode.getInstance(), Duration.ofSeconds(9))))
                .isEqualTo(new Outcome.TransientFailure("VK answered 503", Duration.ofSeconds(9)));
    }

    private static HttpAnswer error(int code) {
        return answer(200, "{\"error\":{\"error_code\":%d,\"error_msg\":\"why\"}}".formatted(code));
    }

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(status, Json.read(body.getBytes(), JsonNode.class), Duration.ZERO);
    }
}
