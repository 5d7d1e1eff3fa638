package contacthub.contact.channel;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.timeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.path.json.JsonPath;

import contacthub.contact.FrontDoor;
import contacthub.contact.RunningService;

@RunningService
class WebhookIT {

    @Inject
    MeterRegistry meters;

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
    void refusesStrangersAndTellsThemNothingOfWhatIsSetUp(String channel) {
        String body = channel.equals("sms") ? "MessageSid=SM1" : "{\"secret\": \"guess\"}";
        Map<String, String> signed = SignedRequest.headers(channel, SignedRequest.SECRET, body);
        HttpResponse<String> guessed = SignedRequest.post(channel, body, SignedRequest.headers(channel, "guess", body));
        assertThat(List.of(guessed, SignedRequest.post(channel, body, Map.of()),
                SignedRequest.post("/webhooks/" + channel + "/other", channel, body, signed),
                SignedRequest.post(channel, "%G1", Map.of()), SignedRequest.post("pigeon", body)))
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(401);
                    assertThat(detail(answer)).isEqualTo(detail(guessed));
                });
    }

    private static String detail(HttpResponse<String> problem) {
        return JsonPath.from(problem.body()).getString("detail");
    }

    @Test
    void keepsNothingOfWhatAStrangerSends() {
        String user = "U" + newId();
        String body = """
                {"secret": "guess", "events": [{"type": "message", "timestamp": 1700000000001, "source": {"userId": "%s"},
                 "message": {"id": "1", "type": "text", "text": "one"}}]}""".formatted(user);
        assertThat(SignedRequest.post("line", body, SignedRequest.headers("line", SignedRequest.SECRET, body + " "))
                .statusCode()).isEqualTo(401);
        assertThat(settled("line", user).getList("data.type")).containsExactly("com.example.mark");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/webhooks/line;x/main", "/webhooks/line/main;x=y", "/webhooks;x/line/main",
            "/webhooks/line%3Bx/main", "/webhooks/line%2Fmain", "/webhooks/x/..%2Fline/main", "/webhooks/line%5Cmain"})
    void refusesPathsThatCanBeReadInTwoWays(String path) {
        given().urlEncodingEnabled(false).headers(SignedRequest.headers("line", SignedRequest.SECRET, "{}"))
                .contentType("application/json").body("{}").post(path).then().statusCode(400)
                .body("errors[0].field", equalTo("path"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "telegram", "whatsapp", "facebook", "instagram", "viber", "slack", "line"})
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
        assertThat(SignedRequest.post("vk", "{\"type\": \"confirmation\", \"secret\": \"secret-of-main\"}").body())
                .isEqualTo("confirmation-of-main");
        assertThat(SignedRequest.post("vk", "{\"type\": \"like_add\", \"secret\": \"secret-of-main\"}").body())
                .isEqualTo("ok");
    }

    @Test
    void answersSlacksChallengeWhileItIsFresh() {
        String body = "{\"type\": \"url_verification\", \"challenge\": \"3eZbrw1a\"}";
        assertThat(SignedRequest.post("slack", body).body()).isEqualTo("3eZbrw1a");
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
        assertThat(SignedRequest.post("sms", form).body()).isEqualTo("<Response/>");
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
    void takesWhatSlackTellsAgainOrAsAMentionAsTheSameMessage() {
        String user = "U" + newId();
        String body = """
                {"type": "event_callback", "event": {"type": "%s", "channel": "C1", "user": "%s", "text": "Hi",
                 "ts": "1700000000.000250"}}""";
        String message = body.formatted("message", user);
        assertThat(SignedRequest.post("slack", message).statusCode()).isEqualTo(200);
        Map<String, String> again = new HashMap<>(SignedRequest.headers("slack", SignedRequest.SECRET, message,
                Instant.now(Clock.systemUTC()).minusSeconds(60)));
        again.put("X-Slack-Retry-Num", "1");
        assertThat(SignedRequest.post("slack", message, again).statusCode()).isEqualTo(200);
        assertThat(SignedRequest.post("slack", body.formatted("app_mention", user)).statusCode()).isEqualTo(200);
        assertThat(settled("slack", user).getList("data.findAll { it.channel == 'slack' }.summary"))
                .containsExactly("Hi");
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
        String message = """
                {"event": "message", "timestamp": 1700000000000, "message_token": 1, "sender": {"id": "%s"},
                 "message": {"type": "file", "file_name": "%s", "media": "https://viber.example/1"}}""";
        double before = refused();
        assertThat(SignedRequest.post("viber", message.formatted("x".repeat(600), "a")).statusCode()).isEqualTo(200);
        assertThat(SignedRequest.post("viber", message.formatted(newId(), "x".repeat(600_000))).statusCode())
                .isEqualTo(200);
        assertThat(refused() - before).isEqualTo(2);
    }

    private double refused() {
        return meters.counter("hub.webhook.told", "channel", "viber", "outcome", "refused").count();
    }
}
