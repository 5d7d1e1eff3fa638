package contacthub.contact.conversation;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.restassured.path.json.JsonPath;

import contacthub.contact.RunningService;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.Json;
import contacthub.contracts.Topics;
import contacthub.testkit.KafkaProbe;

/** What is resolved is opened again by the customer's further word (spec 40); told from outside. */
@RunningService
class ReopeningIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String REOPENED = "contacthub.conversation.reopened.v1";
    private static final String POLICIES = "/api/v1/sla-policies";

    @Inject
    DataSource source;

    /** The conversation of what the customer wrote so long ago. */
    private static String written(String email, Map<String, Object> data, Duration ago, Map<String, ?> attributes) {
        Map<String, Object> event = new HashMap<>(event(RECEIVED, data));
        event.put("time", Instant.now().minus(ago).toString());
        event.putAll(attributes);
        return timeline("email:" + email, accepted(post(event)))
                .getString("data.find { it.type == '" + RECEIVED + "' && it.summary == '" + data.get("text")
                        + "' }.conversation_id");
    }

    private static String written(String email, String text, Duration ago) {
        return written(email, contact(email, text), ago, Map.of());
    }

    private static void act(String conversation, String act, Map<String, ?> body) {
        operator().body(body).post("/api/v1/conversations/" + conversation + "/" + act).then().statusCode(201);
    }

    private static JsonPath read(String conversation) {
        return operator().get("/api/v1/conversations/" + conversation).then().statusCode(200).extract().jsonPath();
    }

    private static List<String> states(String conversation, String clock) {
        return read(conversation).getList("clocks.findAll { it.kind == '" + clock + "' }.state");
    }

    @Test
    void goesOnWithTheSameMatterItsHistoryAndTheTimeThatWasLeft() {
        operator().body(Map.of("name", "reopened", "position", 33, "match", Map.of("kind", "review"), "targets",
                Map.of("next-reply", Map.of("minutes", 60), "resolution", Map.of("minutes", 600))))
                .post(POLICIES).then().statusCode(201);
        try {
            String conversation = await().until(() -> review(newEmail()),
                    one -> !states(one, "resolution").isEmpty());
            String email = read(conversation).getString("subject");
            act(conversation, "replies", Map.of("text", "A new one is on its way."));
            act(conversation, "resolve", Map.of());
            assertThat(states(conversation, "resolution")).containsExactly("met");

            assertThat(written(email, "It is broken again.", Duration.ZERO)).isEqualTo(conversation);
            assertThat(read(conversation).getString("status")).isEqualTo("open");
            assertThat(states(conversation, "resolution")).containsExactly("running");
            assertThat(states(conversation, "next-reply")).containsExactlyInAnyOrder("met", "running");
            keepsUsedTime(conversation);
            List<String> told = timeline("email:" + email, null).getList("data.type");
            assertThat(told).containsOnlyOnce(REOPENED);
            tells(conversation);
        } finally {
            operator().delete(POLICIES + "/reopened").then().statusCode(204);
        }
    }

    /** A review that has waited for half an hour; its subject is the address. */
    private static String review(String email) {
        Map<String, Object> data = new HashMap<>(contact(email, "It is broken."));
        data.put("kind", "review");
        data.put("subject", email);
        return written(email, data, Duration.ofMinutes(30), Map.of());
    }

    private static void keepsUsedTime(String conversation) {
        JsonPath clock = read(conversation);
        String path = "clocks.find { it.kind == 'resolution' }.";
        Instant started = Instant.parse(clock.getString(path + "started"));
        Duration moved = Duration.between(started.plus(Duration.ofMinutes(600)),
                Instant.parse(clock.getString(path + "due")));
        assertThat(moved).isPositive().isLessThan(Duration.ofMinutes(1));
    }

    private static void tells(String conversation) {
        try (KafkaProbe probe = KafkaProbe.open()) {
            var told = probe.await(Topics.CONTACT_EVENTS,
                    one -> KafkaProbe.header(one, "ce_correlationid").equals(Optional.of(conversation))
                            && KafkaProbe.header(one, "ce_type").equals(Optional.of(REOPENED)));
            assertThat(Json.read(told.value(), ConversationFact.Reopened.class).operator()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({ "email,email,<letter@example.org>", "telegram,telegram,-4711", "sms,phone,", "chat,web,widget-9"})
    void goesOnWithTheMatterOfItsThreadOnEveryChannel(String channel, String type, String thread) {
        String email = newEmail();
        String value = type.equals("phone")
                ? "+7916" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000)
                : type.equals("email") ? email : UUID.randomUUID().toString();
        Map<String, Object> data = new HashMap<>(Map.of("channel", channel, "text", "one", "from_all",
                List.of(Map.of("type", "email", "value", email), Map.of("type", type, "value", value))));
        if (thread != null) {
            data.put("thread", thread);
        }
        String conversation = written(email, data, Duration.ofMinutes(1), Map.of());
        act(conversation, "resolve", Map.of());
        data.put("text", "two");
        assertThat(written(email, data, Duration.ZERO, Map.of())).isEqualTo(conversation);
        assertThat(read(conversation).getString("status")).isEqualTo("open");
    }

    @Test
    void takesAnAnswerToOneOfItsLettersInAnyThreadButFromNobodyElse() {
        String email = newEmail();
        String conversation = written(email, "one", Duration.ofMinutes(1));
        act(conversation, "resolve", Map.of());
        String stranger = newEmail();
        assertThat(written(stranger, contact(stranger, "me too"), Duration.ZERO,
                Map.of("correlationid", conversation))).isNotEqualTo(conversation);
        assertThat(read(conversation).getString("status")).isEqualTo("resolved");

        Map<String, Object> answer = new HashMap<>(contact(email, "two"));
        answer.put("thread", "<another@example.org>");
        assertThat(written(email, answer, Duration.ZERO, Map.of("correlationid", conversation)))
                .isEqualTo(conversation);
        assertThat(read(conversation).getString("status")).isEqualTo("open");
    }

    @Test
    void opensAnotherMatterOnceTheTimeIsOver() throws SQLException {
        String email = newEmail();
        String conversation = written(email, "one", Duration.ofMinutes(1));
        act(conversation, "resolve", Map.of());
        resolvedEarlier(conversation, Duration.ofDays(7));
        assertThat(written(email, "two", Duration.ZERO)).isNotEqualTo(conversation);
        assertThat(read(conversation).getString("status")).isNotEqualTo("open");
    }

    private void resolvedEarlier(String conversation, Duration by) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        UPDATE conversation SET resolved_at = resolved_at - ? * interval '1 second',
                            opened_at = opened_at - ? * interval '1 second' WHERE id = ?::uuid""")) {
            update.setLong(1, by.toSeconds());
            update.setLong(2, by.toSeconds());
            update.setString(3, conversation);
            assertThat(update.executeUpdate()).isOne();
        }
    }

    @Test
    void staysResolvedWhenAMachineAnswers() {
        String email = newEmail();
        String conversation = written(email, "one", Duration.ofMinutes(1));
        act(conversation, "resolve", Map.of());
        Map<String, Object> away = new HashMap<>(contact(email, "I am away until Monday."));
        away.put("automatic", true);
        assertThat(written(email, away, Duration.ZERO, Map.of("correlationid", conversation)))
                .isEqualTo(conversation);
        operator().get("/api/v1/conversations/" + conversation).then().body("status", equalTo("resolved"));
    }

    @Test
    void isOpenedAgainByAMessageThatWasUnderWayWhenItWasResolved() {
        String email = newEmail();
        String conversation = written(email, "one", Duration.ofMinutes(10));
        act(conversation, "replies", Map.of("text", "Have you tried to turn it off?"));
        act(conversation, "resolve", Map.of());
        assertThat(written(email, "It is off already.", Duration.ofMinutes(5))).isEqualTo(conversation);
        assertThat(read(conversation).getString("status")).isEqualTo("open");
        assertThat(states(conversation, "first-reply")).containsExactly("met");
    }

    @Test
    void isNotOpenedAgainByWhatWasWrittenLongBeforeIt() {
        String email = newEmail();
        String conversation = written(email, "one", Duration.ofMinutes(10));
        act(conversation, "resolve", Map.of());
        assertThat(written(email, "Long before.", Duration.ofDays(30))).isNotEqualTo(conversation);
        assertThat(read(conversation).getString("status")).isEqualTo("resolved");
    }
}
