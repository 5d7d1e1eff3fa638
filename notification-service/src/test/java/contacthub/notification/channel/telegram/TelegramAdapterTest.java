package contacthub.notification.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Address;
import contacthub.contracts.Json;
import contacthub.notification.channel.HttpAnswer;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;

/** What we ask of the Bot API and how we read its answers. */
class TelegramAdapterTest {

    @ParameterizedTest
    @CsvSource({ "111,,,'{\"chat_id\":111,\"text\":\"hi\"}'", "111,-100222,,'{\"chat_id\":-100222,\"text\":\"hi\"}'",
            "@shop,,,'{\"chat_id\":\"@shop\",\"text\":\"hi\"}'",
            "111,,77,'{\"chat_id\":111,\"text\":\"hi\",\"reply_parameters\":{\"message_id\":77,\"allow_sending_without_reply\":true}}'",
            "111,,<a@b>,'{\"chat_id\":111,\"text\":\"hi\"}'"})
    void asksToSend(String address, String thread, String inReplyTo, String json) {
        Message message = new Message(new UUID(0, 0), Address.of("telegram", address), thread, inReplyTo, "s", "hi",
                false);
        assertThat(Json.text(TelegramAdapter.request(message))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({ "400,Bad Request: chat not found,address-unknown", "400,Bad Request: message text is empty,rejected",
            "403,Forbidden: bot was blocked by the user,blocked", "409,Conflict,rejected"})
    void givesUp(int status, String description, String reason) {
        assertThat(TelegramAdapter.outcome(answer(status, description, null)))
                .isEqualTo(new Outcome.PermanentFailure(reason, "Telegram answered " + status + " " + description));
    }

    @ParameterizedTest
    @CsvSource({ "401,Unauthorized", "404,Not Found", "500,Internal Server Error", "502,Bad Gateway",
            "429,Too Many Requests"})
    void triesAgain(int status, String description) {
        assertThat(TelegramAdapter.outcome(answer(status, description, null)))
                .isEqualTo(new Outcome.TransientFailure("Telegram answered " + status + " " + description));
    }

    @Test
    void waitsAsLongAsAsked() {
        assertThat(TelegramAdapter.outcome(answer(429, "Too Many Requests", 7)))
                .isEqualTo(new Outcome.TransientFailure("Telegram answered 429 Too Many Requests",
                        Duration.ofSeconds(7)));
    }

    @Test
    void cannotSayWhenOkIsNotOk() {
        assertThat(TelegramAdapter.outcome(answer(200, null, null))).isInstanceOf(Outcome.Unclear.class);
    }

    private static HttpAnswer answer(int status, String description, Integer retryAfter) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("ok", false).put("description", description);
        if (retryAfter != null) {
            body.putObject("parameters").put("retry_after", retryAfter);
        }
        return new HttpAnswer(status, body, Duration.ZERO);
    }
}
