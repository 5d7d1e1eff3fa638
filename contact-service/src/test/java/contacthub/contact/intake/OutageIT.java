package contacthub.contact.intake;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.awaitTimeline;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.restassured.response.Response;

import contacthub.contact.ChatPage;
import contacthub.contact.RunningService;
import contacthub.contracts.Json;
import contacthub.testkit.HubStack;

@RunningService
class OutageIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";

    private static List<Integer> postTen(String email) {
        return IntStream.range(0, 10).map(i -> post(event(RECEIVED, contact(email, "n" + i))).statusCode()).boxed()
                .toList();
    }

    @Test
    void takesEventsWhileKafkaIsAway() {
        String email = newEmail();
        HubStack.stopKafka();
        try {
            assertThat(postTen(email)).containsOnly(202);
        } finally {
            HubStack.startKafka();
        }
        awaitTimeline("email:" + email, types -> types.stream().filter(RECEIVED::equals).count() == 10);
    }

    @Test
    void takesEventsWhilePostgresIsAwayAndAContactOnceUnderItsKey() {
        String unkeyed = newEmail();
        String email = newEmail();
        String key = UUID.randomUUID().toString();
        Supplier<Response> sent = () -> integration().contentType("application/json").header("Idempotency-Key", key)
                .body(Json.bytes(contact(email, "keyed"))).post("/api/v1/contacts");
        List<String> ids = new ArrayList<>();
        HubStack.stopPostgres();
        try {
            assertThat(postTen(unkeyed)).containsOnly(202);
            for (int i = 0; i < 3; i++) {
                ids.add(sent.get().then().statusCode(202).extract().path("id"));
            }
        } finally {
            HubStack.startPostgres();
        }
        awaitTimeline("email:" + unkeyed, types -> types.stream().filter(RECEIVED::equals).count() == 10);
        awaitTimeline("email:" + email, types -> types.contains(RECEIVED));
        ids.add(sent.get().then().statusCode(202).extract().path("id"));
        accepted(post(event(RECEIVED, contact(email, "last"))));
        var timeline = awaitTimeline("email:" + email,
                types -> types.stream().filter(RECEIVED::equals).count() >= 2);
        assertThat(timeline.getList("data.findAll { it.type == '" + RECEIVED + "' }.summary"))
                .containsExactly("last", "keyed");
        assertThat(ids).hasSize(4).containsOnly(ids.get(0));
    }

    @Test
    void saysNoWithinATimeWhileBothAreAwayAndYesAsSoonAsOneIsBack() {
        String email = newEmail();
        ChatPage chat = ChatPage.of(null, null);
        HubStack.stopPostgres();
        HubStack.stopKafka();
        try {
            chat.write("written-while-away", "hello");
            var whileBothAreAway = post(event(RECEIVED, contact(email, "refused")));
            assertThat(chat.await("failed", frame -> frame.path("retry").asBoolean()).path("id").asText())
                    .isEqualTo("written-while-away");
            assertThat(chat.all("ack")).isEmpty();
            HubStack.startKafka();
            whileBothAreAway.then().statusCode(503).header("Retry-After", "2");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> post(event(RECEIVED, contact(email, "taken"))).statusCode() == 202);
        } finally {
            HubStack.startPostgres();
        }
        chat.write("written-while-away", "hello");
        chat.await("ack", frame -> true);
        chat.close();
        var timeline = awaitTimeline("email:" + email, types -> types.contains(RECEIVED));
        assertThat(timeline.getList("data.summary")).contains("taken").doesNotContain("refused");
    }
}
