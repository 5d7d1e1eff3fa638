package contacthub.contact.channel;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.timeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.restassured.path.json.JsonPath;

import contacthub.contact.FrontDoor;
import contacthub.contact.RunningService;

@RunningService
class WebhookIT {

    private static String newId() {
        return Long.toString(ThreadLocalRandom.current().nextLong(1_000_000, 1L << 40));
    }

    /** The timeline of a customer once all that was posted for them before shows. */
    private static JsonPath settled(String type, String value) {
        String position = accepted(FrontDoor.post(event("com.example.mark",
                Map.of("customer", Map.of("type", type, "value", value), "summary", "mark"))));
        return timeline(type + ":" + value, position);
    }

    @ParameterizedTest
    @ValueSource(strings = { "telegram", "vk", "whatsapp", "facebook", "instagram", "viber", "slack", "line", "sms"})
    void refusesAWrongSignatureAnotherAccountAndNone(String channel) {
        String body = channel.equals("sms") ? "MessageSid=SM1" : "{\"secret\": \"guess\"}";
        assertThat(SignedRequest.post(channel, body, SignedRequest.headers(channel, "guess", body)).statusCode())
                .isEqualTo(401);
        assertThat(SignedRequest.post(channel, body, Map.of()).statusCode()).isEqualTo(401);
        assertThat(given().headers(SignedRequest.headers(channel, SignedRequest.SECRET, body)).body(body.getBytes())
                .post("/webhooks/" + channel + "/other").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesAChannelWithoutVendor() {
        assertThat(SignedRequest.post("pigeon", "{}").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = { "telegram", "vk", "whatsapp", "facebook", "instagram", "viber", "slack", "line"})
    void refusesWhatIsNoJson(String channel) {
        assertThat(SignedRequest.post(channel, "{} {}").statusCode()).isEqualTo(400);
        assertThat(SignedRequest.post(channel, "[1").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesABodyBeyondTheLimit() {
        assertThat(SignedRequest.post("line", " ".repeat(1024 * 1024 + 1)).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({ "subscribe, token-of-main, 200", "subscribe, guess, 401", "other, token-of-main, 400"})
    void answersMetasChallenge(String mode, String token, int status) {
        var response = given().queryParam("hub.mode", mode).queryParam("hub.verify_token", token)
                .queryParam("hub.challenge", "1158201444").get("/webhooks/whatsapp/main");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.asString().equals("1158201444")).isEqualTo(status == 200);
        assertThat(given().queryParam("hub.mode", mode).get("/webhooks/telegram/main").statusCode()).isEqualTo(401);
    }

    @Test
    void answersVksConfirmationAndOkToAllElse() {
        assertThat(SignedRequest.post("vk", "{\"type\": \"confirmation\", \"secret\": \"secret-of-main\"}").asString())
                .isEqualTo("confirmation-of-main");
        assertThat(SignedRequest.post("vk", "{\"type\": \"like_add\", \"secret\": \"secret-of-main\"}").asString())
                .isEqualTo("ok");
    }

    @Test
    void answersSlacksChallengeWhileItIsFresh() {
        String body = "{\"type\": \"url_verification\", \"challenge\": \"3eZbrw1a\"}";
        assertThat(SignedRequest.post("slack", body).asString()).isEqualTo("3eZbrw1a");
        Instant old = Instant.now(Clock.systemUTC()).minusSeconds(400);
        assertThat(SignedRequest
                .post("slack", body, SignedRequest.headers("slack", SignedRequest.SECRET, body, old)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void answersTwilioWithTwimlAndTakesItsFormOnce() {
        String number = "+7916" + ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999);
        String form = "ToCountry=RU&SmsStatus=received&MessageSid=SM" + newId() + "&Body=%D0%9F%D1%80%D0%B8&To=%2B7495"
                + "&From=" + number.replace("+", "%2B");
        assertThat(SignedRequest.post("sms", form).asString()).isEqualTo("<Response/>");
        assertThat(SignedRequest.post("sms", form).statusCode()).isEqualTo(200);
        assertThat(settled("phone", number)
                .getList("data.findAll { it.type == 'contacthub.contact.received.v1' }.summary"))
                .containsExactly("При");
    }

    @Test
    void takesSeveralMessagesOfABodyOnceHoweverOftenTheyCome() {
        String user = "U" + newId();
        String events = """
                {"events": [
                  {"type": "message", "timestamp": 1700000000001, "source": {"userId": "%1$s"}%2$s,
                   "message": {"id": "1", "type": "text", "text": "one"}},
                  {"type": "message", "timestamp": 1700000000002, "source": {"userId": "%1$s"}%2$s,
                   "message": {"id": "2", "type": "text", "text": "two"}},
                  {"type": "messageEdited", "timestamp": 1700000000003, "source": {"userId": "%1$s"}%2$s,
                   "message": {"id": "2", "type": "text", "text": "two!"}}]}""";
        assertThat(SignedRequest.post("line", events.formatted(user, "")).statusCode()).isEqualTo(200);
        assertThat(SignedRequest
                .post("line", events.formatted(user, ", \"deliveryContext\": {\"isRedelivery\": true}")).statusCode())
                .isEqualTo(200);
        JsonPath timeline = settled("line", user);
        assertThat(timeline.getList("data.findAll { it.channel == 'line' }.summary")).containsExactly("two!", "two",
                "one");
        assertThat(timeline.getList("data.findAll { it.channel == 'line' }.detail.edit_of")).containsExactly("2", null,
                null);
    }

    @Test
    void takesWhatTheCompanyWroteElsewhereAsItsAnswer() {
        String user = newId();
        String echo = """
                {"object": "page", "entry": [{"id": "100", "messaging": [{"sender": {"id": "100"},
                 "recipient": {"id": "%s"}, "timestamp": 1700000000000,
                 "message": {"mid": "m1", "text": "Yes, tomorrow", "is_echo": true}}]}]}""".formatted(user);
        assertThat(SignedRequest.post("facebook", echo).statusCode()).isEqualTo(200);
        JsonPath timeline = settled("facebook", user);
        assertThat(timeline.getList("data.findAll { it.channel == 'facebook' }.type"))
                .containsExactly("contacthub.contact.sent.v1");
        assertThat(timeline.getList("data.findAll { it.channel == 'facebook' }.direction")).containsExactly("out");
    }

    @Test
    void takesAnAbsurdTimeAndUnstorableTextWithoutAnError() {
        String user = newId();
        String message = """
                {"event": "message", "timestamp": 4977069964384421269, "message_token": 1,
                 "sender": {"id": "%s", "name": "A\\u0000"}, "message": {"type": "text", "text": "h\\u0000i \\ud83d"}}"""
                .formatted(user);
        assertThat(SignedRequest.post("viber", message).statusCode()).isEqualTo(200);
        JsonPath timeline = settled("viber", user);
        assertThat(timeline.getList("data.findAll { it.channel == 'viber' }.summary"))
                .containsExactly("h\uFFFDi \uFFFD");
        assertThat(timeline.getList("data.findAll { it.channel == 'viber' }.doubtful_time")).containsExactly(true);
    }

    @Test
    void answers200ToWhatItCannotTake() {
        String endless = "x".repeat(600);
        assertThat(SignedRequest.post("viber", """
                {"event": "message", "timestamp": 1700000000000, "message_token": 1, "sender": {"id": "%s"},
                 "message": {"type": "text", "text": "hi"}}""".formatted(endless)).statusCode()).isEqualTo(200);
    }
}
