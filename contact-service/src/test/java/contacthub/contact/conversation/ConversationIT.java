package contacthub.contact.conversation;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.awaitTimeline;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import contacthub.contact.RunningService;
import contacthub.contracts.ContactFact;
import contacthub.contracts.Event;
import contacthub.contracts.Json;
import contacthub.contracts.NotificationFact;
import contacthub.contracts.PromiseFact;
import contacthub.contracts.Topics;
import contacthub.runtime.event.Ids;
import contacthub.runtime.event.Wire;
import contacthub.testkit.KafkaProbe;

@RunningService
class ConversationIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String SENT = "contacthub.contact.sent.v1";

    @Inject
    Ids ids;

    private static String conversationOf(String email, String position) {
        return timeline("email:" + email, position)
                .getString("data.find { it.type == '" + RECEIVED + "' }.conversation_id");
    }

    private static String reply(String conversation, String text) {
        return operator().body(Map.of("text", text)).post("/api/v1/conversations/" + conversation + "/replies").then()
                .statusCode(201).extract().path("id");
    }

    @Test
    void promisesAnAnswerAndKeepsThePromiseWhenAPersonReplies() {
        String email = newEmail();
        String conversation = conversationOf(email, accepted(post(event(RECEIVED, contact(email, "Where is it?")))));
        awaitTimeline("email:" + email, types -> types.contains("contacthub.promise.made.v1"));
        operator().get("/api/v1/promises").then().statusCode(200);
        reply(conversation, "It comes tomorrow.");
        assertThat(timeline("email:" + email, null).<String>getList("data.type")).containsExactly(
                "contacthub.promise.kept.v1", "contacthub.clock.met.v1", "contacthub.clock.met.v1", SENT,
                "contacthub.promise.made.v1", RECEIVED);
        operator().get("/api/v1/conversations/" + conversation).then()
                .body("clocks.state", equalTo(List.of("met", "met")));
        try (KafkaProbe probe = KafkaProbe.open()) {
            var made = probe.await(Topics.CONTACT_EVENTS,
                    one -> KafkaProbe.header(one, "ce_correlationid").equals(java.util.Optional.of(conversation))
                            && KafkaProbe.header(one, "ce_type")
                                    .equals(java.util.Optional.of("contacthub.promise.made.v1")));
            assertThat(Json.read(made.value(), PromiseFact.Made.class).to().value()).isEqualTo(email);
            var sent = probe.await(Topics.CONTACT_EVENTS,
                    one -> KafkaProbe.header(one, "ce_correlationid").equals(java.util.Optional.of(conversation))
                            && KafkaProbe.header(one, "ce_type").equals(java.util.Optional.of(SENT)));
            assertThat(Json.read(sent.value(), ContactFact.Sent.class).deliver()).isTrue();
        }
    }

    @Test
    void answersOnTheChannelTheContactCameOver() {
        String email = newEmail();
        String phone = "+7916" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
        accepted(post(event(RECEIVED, Map.of("channel", "sms", "text", "Call me", "from_all",
                List.of(Map.of("type", "email", "value", email), Map.of("type", "phone", "value", phone))))));
        var timeline = awaitTimeline("email:" + email, types -> types.contains("contacthub.promise.made.v1"));
        assertThat(timeline.getString("data.find { it.type == 'contacthub.promise.made.v1' }.channel"))
                .isEqualTo("sms");
    }

    @Test
    void goesOnWithTheOpenMatterAndResolvesItOnce() {
        String email = newEmail();
        String first = conversationOf(email, accepted(post(event(RECEIVED, contact(email, "one")))));
        String same = conversationOf(email, accepted(post(event(RECEIVED, contact(email, "two")))));
        assertThat(same).isEqualTo(first);
        operator().post("/api/v1/conversations/" + first + "/resolve").then().statusCode(201);
        operator().post("/api/v1/conversations/" + first + "/resolve").then().statusCode(409);
        operator().post("/api/v1/conversations/" + first + "/reopen").then().statusCode(201);
        operator().get("/api/v1/conversations/" + first).then().body("status", equalTo("open"));
    }

    @Test
    void breachesByItselfWhenTheDeadlineIsPastAndTakesItBackForAnAnswerThatWasInTime() {
        String email = newEmail();
        var old = new HashMap<>(event(RECEIVED, contact(email, "last spring")));
        old.put("time", "2026-03-02T09:00:00Z");
        accepted(post(old));
        awaitTimeline("email:" + email, types -> types.contains("contacthub.clock.breached.v1"));
        var answer = new HashMap<>(event(SENT, Map.of("channel", "email", "to", Map.of("type", "email", "value", email),
                "text", "answered then", "operator", "Olga")));
        answer.put("time", "2026-03-02T10:00:00Z");
        String position = accepted(post(answer));
        assertThat(timeline("email:" + email, position).<String>getList("data.type"))
                .contains("contacthub.clock.met.v1");
    }

    @Test
    void stopsNoClockForANote() {
        String email = newEmail();
        String conversation = conversationOf(email, accepted(post(event(RECEIVED, contact(email, "hello")))));
        operator().body(Map.of("text", "VIP, be quick")).post("/api/v1/conversations/" + conversation + "/notes").then()
                .statusCode(201);
        operator().body(Map.of("operator", "olga")).post("/api/v1/conversations/" + conversation + "/assign").then()
                .statusCode(201);
        operator().get("/api/v1/conversations/" + conversation).then().body("owner", equalTo("olga"))
                .body("clocks[0].state", equalTo("running"));
    }

    @Test
    void refusesAChangeOfAnOldVersion() {
        String email = newEmail();
        String conversation = conversationOf(email, accepted(post(event(RECEIVED, contact(email, "hello")))));
        reply(conversation, "first");
        operator().header("If-Match", "\"0\"").body(Map.of("text", "second"))
                .post("/api/v1/conversations/" + conversation + "/replies").then().statusCode(412);
        operator().body(Map.of("text", " ")).post("/api/v1/conversations/" + conversation + "/replies").then()
                .statusCode(400).body("errors[0].field", equalTo("text"));
        operator().get("/api/v1/conversations/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void showsHowADeliveryWentOnTheReplyItselfAndNeverLetsItFall() {
        String email = newEmail();
        String conversation = conversationOf(email, accepted(post(event(RECEIVED, contact(email, "hello")))));
        String entry = reply(conversation, "hi");
        String customer = operator().get("/api/v1/customers/email:" + email).path("id");
        String notification = ids.next().toString();
        try (KafkaProbe probe = KafkaProbe.open()) {
            notify(probe, new NotificationFact.Delivered(notification, "email"), customer, entry);
            notify(probe, new NotificationFact.Sent(notification, "email", null, "gw-1"), customer, entry);
            notify(probe,
                    new NotificationFact.Requested(ids.next().toString(), "service", "email", null,
                            "from the hub itself", "x"),
                    customer, ids.next().toString());
        }
        var timeline = awaitTimeline("email:" + email, types -> types.contains("contacthub.notification.requested.v1"));
        assertThat(timeline.getString("data.find { it.id == '" + entry + "' }.delivery.status")).isEqualTo("delivered");
        assertThat(timeline.getString("data.find { it.service == 'notification-service' }.summary"))
                .isEqualTo("from the hub itself");
    }

    private static void notify(KafkaProbe probe, NotificationFact fact, String customer, String cause) {
        var event = Event.of(fact, UUID.randomUUID().toString(), "/notification-service", customer, Instant.EPOCH)
                .causedBy(cause);
        probe.send(Topics.NOTIFICATION_EVENTS, customer, Json.text(fact), Wire.headers(event));
    }
}
