package contacthub.contact.channel.chat;

import static contacthub.contact.FrontDoor.awaitTimeline;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.path.json.JsonPath;

import contacthub.contact.ChatPage;
import contacthub.contact.RunningService;
import contacthub.contracts.ContactFact;
import contacthub.contracts.Json;
import contacthub.contracts.Topics;
import contacthub.testkit.KafkaProbe;

@RunningService
class ChatIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String PROMISED = "contacthub.promise.made.v1";
    private static final String HOSTILE = "<img src=x onerror=alert(1)> \u202e\u0007 ${7*7} {#each} 'OR 1=1--";

    @Inject
    VisitorTokens tokens;
    @Inject
    MeterRegistry meters;

    private static JsonPath timeline(ChatPage page, String... wanted) {
        return awaitTimeline("web:" + page.visitor(), types -> types.containsAll(List.of(wanted)));
    }

    private static String conversation(ChatPage page) {
        return timeline(page, RECEIVED).getString("data.find { it.type == '" + RECEIVED + "' }.conversation_id");
    }

    private static String reply(String conversation, String text) {
        return operator().body(Map.of("text", text)).post("/api/v1/conversations/" + conversation + "/replies").then()
                .statusCode(201).extract().path("id");
    }

    private static String delivery(ChatPage page, String entry) {
        return timeline(page).getString("data.find { it.id == '" + entry + "' }.delivery.status");
    }

    @Test
    void takesAMessageOnceHoweverOftenThePageSendsIt() {
        try (ChatPage page = ChatPage.of(null, null)) {
            page.write("message-1", HOSTILE);
            page.write("message-1", HOSTILE);
            await().until(() -> page.all("ack").size() == 2);
            try (ChatPage again = ChatPage.of(page.token(), null)) {
                assertThat(again.visitor()).isEqualTo(page.visitor());
                again.write("message-1", HOSTILE);
                again.await("ack", ack -> ack.path("id").asText().equals("message-1"));
                again.write("message-2", "and one more");
                again.await("ack", ack -> ack.path("id").asText().equals("message-2"));
            }
            await().untilAsserted(() -> assertThat(timeline(page, RECEIVED)
                    .getList("data.findAll { it.direction == 'in' }.summary"))
                    .containsExactly("and one more", HOSTILE));
        }
    }

    @Test
    void knowsTheAddressesAVisitorGivesAndThePage() {
        String email = newEmail();
        try (ChatPage page = ChatPage.of(null, null)) {
            page.say(Map.of("type", "message", "id", "12345678", "text", "Where is it?", "name", "Anna", "email", email,
                    "page", "http://shop.example/cart"));
            page.await("ack", ack -> true);
            JsonPath entry = awaitTimeline("email:" + email, types -> types.contains(RECEIVED));
            assertThat(entry.getString("data.find { it.type == '" + RECEIVED + "' }.detail.page"))
                    .isEqualTo("http://shop.example/cart");
            assertThat(entry.getString("data.find { it.type == '" + RECEIVED + "' }.channel")).isEqualTo("chat");
            reply(entry.getString("data.find { it.type == '" + RECEIVED + "' }.conversation_id"), "Here");
            page.await("reply", reply -> reply.path("text").asText().equals("Here"));
        }
    }

    /** Who shares the browser and gives another address is another customer, with a matter of their own. */
    @Test
    void goesOnWithTheConversationOfAVisitorWhoGivesAnAddressLater() {
        String email = newEmail();
        String other = newEmail();
        try (ChatPage page = ChatPage.of(null, null)) {
            page.write("12345678", "anybody there?");
            String conversation = conversation(page);
            page.say(Map.of("type", "message", "id", "23456789", "text", "write to me", "email", email));
            page.await("ack", ack -> ack.path("id").asText().equals("23456789"));
            assertThat(conversations(email)).isEqualTo(List.of(conversation, conversation));
            page.write("34567890", "still here");
            page.await("ack", ack -> ack.path("id").asText().equals("34567890"));
            await().untilAsserted(() -> assertThat(conversations(email)).isEqualTo(
                    List.of(conversation, conversation, conversation)));
            reply(conversation, "Here");
            page.await("reply", reply -> reply.path("text").asText().equals("Here"));
            page.say(Map.of("type", "message", "id", "45678901", "text", "and me", "email", other));
            page.await("ack", ack -> ack.path("id").asText().equals("45678901"));
            assertThat(conversations(other)).isNotEmpty().doesNotContain(conversation);
        }
    }

    private static List<String> conversations(String email) {
        return awaitTimeline("email:" + email, types -> types.contains(RECEIVED))
                .getList("data.findAll { it.type == '" + RECEIVED
                        + "' }.conversation_id");
    }

    @Test
    void showsARepliedTextAtOnceAndNotesThatItWasSeen() {
        try (ChatPage page = ChatPage.of(null, null); ChatPage otherTab = ChatPage.of(page.token(), null)) {
            page.write("12345678", "hello");
            String conversation = conversation(page);
            String entry = reply(conversation, HOSTILE);
            assertThat(delivery(page, entry)).isEqualTo("queued");
            var shown = page.await("reply", reply -> reply.path("id").asText().equals(entry));
            assertThat(shown.path("text").asText()).isEqualTo(HOSTILE);
            assertThat(shown.has("operator")).isFalse();
            page.say(Map.of("type", "seen", "ids", List.of(entry)));
            await().until(() -> "delivered".equals(delivery(page, entry)));
            otherTab.await("reply", reply -> reply.path("id").asText().equals(entry));
            operator().get("/api/v1/conversations/" + conversation).then().body("clocks[0].state", equalTo("met"));
            assertThat(page.all("reply")).hasSize(1);
            try (KafkaProbe probe = KafkaProbe.open()) {
                var sent = probe.await(Topics.CONTACT_EVENTS,
                        one -> KafkaProbe.header(one, "ce_id").equals(Optional.of(entry)));
                assertThat(Json.read(sent.value(), ContactFact.Sent.class).deliver()).isNull();
            }
        }
    }

    @Test
    void tellsByWhenAnAnswerComes() {
        try (ChatPage page = ChatPage.of(null, null)) {
            page.write("12345678", "hello");
            var promise = page.await("promise", frame -> true);
            String entry = promise.path("id").asText();
            assertThat(Instant.parse(promise.path("due").asText())).isAfter(Instant.parse(promise.path("at").asText()));
            page.say(Map.of("type", "seen", "ids", List.of(entry)));
            await().until(() -> "delivered".equals(delivery(page, entry)));
            assertThat(timeline(page, PROMISED).getList("data.type")).contains(PROMISED);
        }
    }

    @Test
    void asksWhetherItIsSolvedAndTakesYes() {
        try (ChatPage page = ChatPage.of(null, null)) {
            page.write("12345678", "hello");
            String conversation = conversation(page);
            reply(conversation, "hi");
            operator().post("/api/v1/conversations/" + conversation + "/resolve").then().statusCode(201);
            page.await("reply", question -> question.path("text").asText().contains("yes or no"));
            page.write("12345679", "yes, thanks");
            await().untilAsserted(() -> operator().get("/api/v1/conversations/" + conversation).then()
                    .body("status", equalTo("confirmed")));
        }
    }

    @Test
    void keepsRepliesForAVisitorWhoIsAway() {
        ChatPage page = ChatPage.of(null, null);
        page.write("12345678", "hello");
        String conversation = conversation(page);
        String first = reply(conversation, "first");
        page.await("reply", frame -> true);
        page.say(Map.of("type", "seen", "ids", List.of(first)));
        await().until(() -> "delivered".equals(delivery(page, first)));
        page.close();
        String second = reply(conversation, "second");
        String third = reply(conversation, "Ж".repeat(60_000));
        try (ChatPage back = ChatPage.of(page.token(), first)) {
            assertThat(back.await("reply", reply -> reply.path("id").asText().equals(third)).path("text").asText())
                    .isEqualTo("Ж".repeat(60_000));
            assertThat(back.all("reply")).extracting(reply -> reply.path("id").asText()).containsExactly(second, third);
        }
    }

    @Test
    void refusesAVisitorItHasNotMadeItself() {
        try (ChatPage page = ChatPage.of(null, null)) {
            String forged = Character.toString(page.visitor().charAt(0) == '0' ? '1' : '0') + page.token().substring(1);
            assertThat(List.of(forged, page.visitor(), page.visitor() + ".", "", ".", page.token() + "A"))
                    .allSatisfy(token -> {
                        try (ChatPage thief = ChatPage.open()) {
                            thief.say(Map.of("type", "hello", "token", token));
                            assertThat(thief.closed()).isEqualTo(4401);
                        }
                    });
            var visitor = UUID.fromString(page.visitor());
            assertThat(tokens.of("shop", visitor)).isEqualTo(page.token());
            assertThat(tokens.visitor("demo", page.token())).as("another account's").isEmpty();
        }
    }

    /** The key outlives the process, and every instance reads the same. */
    @Test
    void knowsAVisitorAgainAfterARestart() {
        try (ChatPage page = ChatPage.of(null, null)) {
            tokens.start(null);
            assertThat(tokens.visitor("shop", page.token())).hasToString("Optional[" + page.visitor() + "]");
        }
    }

    @Test
    void marksNothingSeenForAnotherVisitor() {
        try (ChatPage page = ChatPage.of(null, null); ChatPage other = ChatPage.of(null, null)) {
            page.write("12345678", "hello");
            String entry = reply(conversation(page), "for you alone");
            page.await("reply", frame -> true);
            other.say(Map.of("type", "seen", "ids", List.of(entry)));
            other.write("12345678", "later");
            timeline(other, RECEIVED);
            assertThat(delivery(page, entry)).isEqualTo("queued");
            assertThat(other.all("reply")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(value = { "/widget/shop/socket, http://evil.example, 403", "/widget/shop/socket, -, 403",
            "/widget/shop/socket, null, 403", "/widget/shop/socket, http://shop.example.evil.example, 403",
            "/widget/shop/socket, https://shop.example, 403", "/widget/other/socket, http://shop.example, 404",
            "/widget/demo/socket, http://shop.example, 403", "/widget/shop;x/socket, http://shop.example, 400",
            "/widget/x%2f..%2fshop/socket, http://shop.example, 400"}, nullValues = "-")
    void refusesPagesOfOtherSites(String path, String origin, int status) {
        Throwable refused = catchThrowable(() -> ChatPage.connect(path, origin).join());
        assertThat(refused.getCause()).isInstanceOfSatisfying(WebSocketHandshakeException.class,
                handshake -> assertThat(handshake.getResponse().statusCode()).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{", "[1]", "null", "{\"type\":\"message\",\"id\":{}}", "{\"type\":\"drop\"}",
            "{\"type\":\"hello\"}", "{\"type\":\"seen\",\"ids\":[\"x\"]}"})
    void answersHostileFramesWithAnErrorAndGoesOn(String hostile) {
        try (ChatPage page = ChatPage.of(null, null)) {
            page.say(hostile);
            assertThat(page.await("error", frame -> true).toString()).doesNotContain("Exception", "contacthub");
            page.say(Map.of("type", "seen", "ids", Collections.singletonList(null)));
            page.say(Map.of("type", "message", "id", "12345678", "text", "x".repeat(4_001)));
            page.await("failed", frame -> frame.path("reason").asText().startsWith("text"));
            page.write("12345679", "😀".repeat(2_000));
            page.await("ack", ack -> ack.path("id").asText().equals("12345679"));
        }
    }

    @Test
    void endsAConnectionThatSendsTooLargeAFrameOrTooMany() {
        try (ChatPage page = ChatPage.of(null, null); ChatPage eager = ChatPage.of(null, null)) {
            page.write("12345678", "x".repeat(40_000));
            assertThat(page.closed()).isNotEqualTo(1000);
            for (int i = 0; i <= 30; i++) {
                eager.write("message-" + i, "buy");
            }
            assertThat(eager.closed()).isEqualTo(4429);
            assertThat(eager.all("ack")).hasSize(30);
        }
        assertThat(meters.get("hub.chat.messages").tag("outcome", "limited").counter().count()).isPositive();
        await().until(() -> meters.get("hub.chat.connections").gauge().value() == 0);
    }

    @Test
    void servesTheScriptToAnybodyAndNotTwice() {
        String tag = given().get("/widget.js").then().statusCode(200)
                .contentType(startsWith("text/javascript")).header("Cache-Control", "public, max-age=300")
                .extract().header("ETag");
        given().header("If-None-Match", tag).get("/widget.js").then().statusCode(304);
        given().get("/widget/demo").then().statusCode(200).body(containsString("data-account=\"demo\""))
                .header("Content-Security-Policy", containsString("default-src 'self'"));
        given().urlEncodingEnabled(false).get("/widget/..%2fwidget.js").then().statusCode(400);
    }
}
