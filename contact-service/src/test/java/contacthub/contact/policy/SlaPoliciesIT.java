package contacthub.contact.policy;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.awaitTimeline;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.restassured.path.json.JsonPath;

import contacthub.contact.RunningService;
import contacthub.contracts.Event;
import contacthub.contracts.Json;
import contacthub.contracts.SegmentFact;
import contacthub.contracts.Topics;
import contacthub.runtime.event.Wire;
import contacthub.testkit.KafkaProbe;

/** Policies through HTTP, and what becomes of a conversation's clocks under one that asks for every kind. */
@RunningService
class SlaPoliciesIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String POLICIES = "/api/v1/sla-policies";
    private static final Map<String, Object> ALL_KINDS = Map.of("first-reply", Map.of("minutes", 600), "next-reply",
            Map.of("minutes", 600), "update", Map.of("minutes", 600), "resolution", Map.of("minutes", 6_000));

    @Inject
    DataSource source;

    @BeforeEach
    void orders() {
        operator().body(Map.of("name", "vip-orders", "position", 10, "match",
                Map.of("kind", "other", "segment", "activity.vip"), "targets",
                Map.of("first-reply", Map.of("minutes", 300)))).post(POLICIES).then().statusCode(201);
        operator()
                .body(Map.of("name", "orders", "position", 20, "match", Map.of("kind", "other"), "targets", ALL_KINDS))
                .post(POLICIES).then().statusCode(201);
    }

    @AfterEach
    void noOrders() {
        operator().delete(POLICIES + "/orders").then().statusCode(204);
        operator().delete(POLICIES + "/vip-orders").then().statusCode(204);
    }

    /** An order once the policies above count: an edit shows within a second. */
    private static String order(String email, Instant at) {
        int version = version();
        await().until(() -> clocks(ordered(newEmail(), Instant.now())),
                known -> known.getList("clocks").size() == 3 && known.getInt("clocks[0].target.version") == version);
        return ordered(email, at);
    }

    private static String ordered(String email, Instant at) {
        Map<String, Object> data = new HashMap<>(contact(email, "Where is my order?"));
        data.put("kind", "other");
        Map<String, Object> event = new HashMap<>(event(RECEIVED, data));
        event.put("time", at.toString());
        return timeline("email:" + email, accepted(post(event)))
                .getString("data.find { it.type == '" + RECEIVED + "' }.conversation_id");
    }

    private static JsonPath clocks(String conversation) {
        return operator().get("/api/v1/conversations/" + conversation).then().statusCode(200).extract().jsonPath();
    }

    private static List<String> states(String conversation, String kind) {
        return clocks(conversation).getList("clocks.findAll { it.kind == '" + kind + "' }.state");
    }

    private static void act(String conversation, String act, Map<String, ?> body) {
        operator().body(body).post("/api/v1/conversations/" + conversation + "/" + act).then().statusCode(201);
    }

    @Test
    void warnsOfEachPartOfTheTimeOnce() {
        String email = newEmail();
        String conversation = order(email, Instant.now().minus(Duration.ofMinutes(500)));

        List<String> told = await().until(() -> warnings(conversation), one -> one.size() == 1);
        assertThat(told).containsExactly("75 % of the time is used.");

        ordered(email, Instant.now());
        act(conversation, "notes", Map.of("text", "Looked at again."));
        String other = order(newEmail(), Instant.now().minus(Duration.ofMinutes(301)));
        await().until(() -> warnings(other), one -> one.contains("50 % of the time is used."));
        assertThat(warnings(conversation)).isEqualTo(told);
    }

    /** What the log of its first-reply clock says about warnings. */
    private static List<String> warnings(String conversation) {
        String clock = clocks(conversation).getString("clocks.find { it.kind == 'first-reply' }.id");
        return operator().get("/api/v1/clocks/" + clock + "/log").jsonPath()
                .getList("data.findAll { it.act == 'warn' }.because");
    }

    @Test
    void runsEveryKindOfClockThroughTheLifeOfAConversation() {
        String email = newEmail();
        String conversation = order(email, Instant.now());
        assertThat(clocks(conversation).<String>getList("clocks.kind")).contains("first-reply", "next-reply",
                "resolution");

        act(conversation, "replies", Map.of("text", "Which one?", "waiting_for_customer", true));
        assertThat(states(conversation, "first-reply")).containsExactly("met");
        assertThat(states(conversation, "next-reply")).containsExactly("met");
        assertThat(states(conversation, "update")).containsExactly("paused");
        assertThat(states(conversation, "resolution")).containsExactly("paused");
        assertThat(clocks(conversation).getBoolean("waiting_for_customer")).isTrue();

        ordered(email, Instant.now());
        assertThat(states(conversation, "next-reply")).containsExactly("met", "running");
        assertThat(states(conversation, "resolution")).containsExactly("running");

        act(conversation, "resolve", Map.of());
        assertThat(states(conversation, "resolution")).containsExactly("met");
        assertThat(states(conversation, "update")).containsExactly("cancelled");

        act(conversation, "reopen", Map.of());
        act(conversation, "snooze", Map.of());
        act(conversation, "snooze", Map.of("until", Instant.now().plus(Duration.ofMillis(700))));
        assertThat(states(conversation, "resolution")).containsExactly("paused");
        await().until(() -> states(conversation, "resolution"), equalTo(List.of("running")));
        String clock = clocks(conversation).getString("clocks.find { it.kind == 'resolution' }.id");
        operator().get("/api/v1/clocks/" + clock + "/log").then().statusCode(200).body("data.act",
                equalTo(List.of("start", "pause", "resume", "meet", "resume", "pause", "resume")));
    }

    @Test
    void retargetsOpenClocksOnASegmentChangeWithUsedTimeKeptAndSaysWhy() {
        String email = newEmail();
        Instant written = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(100));
        String conversation = order(email, written);
        String clock = clocks(conversation).getString("clocks.find { it.kind == 'first-reply' }.id");
        operator().get("/api/v1/clocks/" + clock).then().body("due",
                equalTo(written.plus(Duration.ofMinutes(600)).toString()));

        enter(operator().get("/api/v1/customers/email:" + email).path("id"), "activity.vip");
        await().until(() -> operator().get("/api/v1/clocks/" + clock).path("target.policy"), equalTo("vip-orders"));
        operator().get("/api/v1/clocks/" + clock).then().body("state", equalTo("running"))
                .body("due", equalTo(written.plus(Duration.ofMinutes(300)).toString()))
                .body("why", hasItem(
                        containsString("for segment activity.vip: 300 minutes instead of 600 minutes; 100 were used")));
        assertThat(states(conversation, "resolution")).containsExactly("cancelled");
    }

    private static void enter(String customer, String segment) {
        var entered = Event.of(new SegmentFact.Entered(segment, null, "1", "12 purchases", Map.of()),
                UUID.randomUUID().toString(), "/segment-service", customer, Instant.now());
        try (KafkaProbe probe = KafkaProbe.open()) {
            probe.send(Topics.SEGMENT_EVENTS, customer, Json.text(entered.data()), Wire.headers(entered));
        }
    }

    @Test
    void appliesAnEditToOpenConversationsWhereItsAuthorSaysSo() {
        String open = order(newEmail(), Instant.now());
        operator().body(Map.of("targets", Map.of("first-reply", Map.of("minutes", 60)), "apply_to", "new"))
                .patch(POLICIES + "/orders").then().statusCode(200);
        operator().body(Map.of("targets", Map.of("first-reply", Map.of("minutes", 30)), "apply_to", "open"))
                .patch(POLICIES + "/orders").then().statusCode(200);
        await().until(() -> clocks(open).getLong("clocks.find { it.kind == 'first-reply' }.target.minutes"),
                equalTo(30L));
        String log = operator().get("/api/v1/clocks/"
                + clocks(open).getString("clocks.find { it.kind == 'first-reply' }.id") + "/log").asString();
        assertThat(log).contains("as edited: 30 minutes instead of 600 minutes").doesNotContain("60 minutes instead");
    }

    @Test
    void takesAnEditToTheOthersWhereOneConversationCannotBeRead() throws SQLException {
        String before = order(newEmail(), Instant.now());
        String broken = ordered(newEmail(), Instant.now());
        String after = ordered(newEmail(), Instant.now());
        course(broken, "{");
        operator().body(Map.of("targets", Map.of("first-reply", Map.of("minutes", 45)), "apply_to", "open"))
                .patch(POLICIES + "/orders").then().statusCode(200);
        for (String good : List.of(before, after)) {
            await().until(() -> clocks(good).getLong("clocks.find { it.kind == 'first-reply' }.target.minutes"),
                    equalTo(45L));
        }
        assertThat(clocks(broken).getLong("clocks.find { it.kind == 'first-reply' }.target.minutes")).isEqualTo(600);
        course(broken, null);
    }

    private void course(String conversation, String course) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement update = connection
                        .prepareStatement("UPDATE conversation SET course = ? WHERE id = ?::uuid")) {
            update.setString(1, course);
            update.setString(2, conversation);
            update.executeUpdate();
        }
    }

    private static int version() {
        return operator().get(POLICIES + "/orders").path("version");
    }

    @Test
    void keepsEveryVersionAndRefusesAnEditOfAnOldOne() {
        String tag = operator().get(POLICIES + "/orders").then().statusCode(200).extract().header("ETag");
        operator().header("If-Match", tag).body(Map.of("warn_percent", List.of(80))).patch(POLICIES + "/orders").then()
                .statusCode(200).body("warn_percent", equalTo(List.of(80)));
        operator().header("If-Match", tag).body(Map.of("warn_percent", List.of(10))).patch(POLICIES + "/orders").then()
                .statusCode(412);
        int version = version();
        operator().get(POLICIES + "/orders?version=" + (version - 1)).then()
                .body("warn_percent", equalTo(List.of(50, 75, 90)));
        operator().get(POLICIES + "/orders/versions").then().body("data[0].version", equalTo(version));
        operator().body(Map.of("name", "orders", "position", 77)).post(POLICIES).then().statusCode(409);
        integration().contentType("application/json").body(Map.of("name", "mine", "position", 78)).post(POLICIES).then()
                .statusCode(403);
    }

    @Test
    void triesWhichPolicyMatchesAndWhyNotThoseBefore() {
        operator()
                .body(Map.of("segment", "activity.loyal", "channel", "email", "kind", "question", "priority", "normal"))
                .post(POLICIES + "/try").then().statusCode(200).body("policy", equalTo("standard"))
                .body("targets.first-reply.minutes", equalTo(540))
                .body("because", containsString("Policy orders does not match: kind is question, not other."))
                .body("because",
                        containsString("Policy vip does not match: segment is activity.loyal, not activity.vip."));
        operator().body(Map.of("segment", "activity.vip", "channel", "email", "kind", "question"))
                .post(POLICIES + "/try")
                .then().body("policy", equalTo("vip")).body("targets.first-reply.minutes", equalTo(60));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            targets.first-reply.minutes  | {"position":1,"targets":{"first-reply":{"minutes":0}}}
            targets.reply                | {"position":1,"targets":{"reply":{"minutes":5}}}
            targets.first-reply.calendar | {"position":1,"targets":{"first-reply":{"minutes":5,"calendar":"no such"}}}
            targets.promise              | {"position":1,"targets":{"promise":{"minutes":5}}}
            position                     | {"targets":{}}
            position                     | {"position":20}
            match.channel                | {"position":1,"match":{"channel":"pigeon"}}
            match.customer.last_name     | {"position":1,"match":{"customer":{"last_name":["Ivanov"]}}}
            warn_percent[1]              | {"position":1,"warn_percent":[75,50]}
            ladder[0].after_minutes      | {"position":1,"ladder":[{"after_minutes":-1,"notify":"supervisor"}]}
            ladder[0].notify             | {"position":1,"ladder":[{"after_minutes":1,"notify":"janitor"}]}
            ladder[0]                    | {"position":1,"ladder":[{"after_minutes":1}]}
            ladder[2].reassign           | {"position":1,"ladder":[{"after_minutes":1,"reassign":"supervisor"},{"after_minutes":2,"reassign":"operator"},{"after_minutes":3,"reassign":"supervisor"}]}
            ladder[1].raise_priority     | {"position":1,"ladder":[{"after_minutes":1,"raise_priority":"urgent"},{"after_minutes":2,"raise_priority":"high"}]}
            targets                      | {"position":1,"targets":5}
            apply_to                     | {"position":1,"apply_to":"some"}
            match.segment[0]             | {"position":1,"match":{"segment":["a\\u0000b"]}}
            """)
    void refusesABadPolicyNamingTheField(String field, String body) {
        String named = body.replaceFirst("\\{", "{\"name\":\"bad\",");
        operator().body(named).post(POLICIES).then().statusCode(400).body("errors[0].field", equalTo(field));
        operator().get(POLICIES + "/bad").then().statusCode(404);
    }

    @Test
    void passesOverAStoredPolicyThatCannotBeUsedAndSaysSo() throws SQLException {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("UPDATE sla_policy_revision SET revision = revision + 1");
            statement.execute("INSERT INTO sla_policy_version SELECT 'broken', 1, revision, false, 0, "
                    + "'{\"position\":0,\"targets\":{\"first-reply\":{\"minutes\":0}}}', now(), 'nobody' "
                    + "FROM sla_policy_revision");
        }
        operator().get(POLICIES).then().body("data.find { it.name == 'broken' }.fault",
                containsString("targets.first-reply.minutes"));
        operator().body(Map.of("kind", "other")).post(POLICIES + "/try").then().body("policy", equalTo("orders"))
                .body("because", containsString("Policy broken cannot be used"));
        assertThat(order(newEmail(), Instant.now())).isNotNull();
        operator().delete(POLICIES + "/broken").then().statusCode(204);
    }

    @Test
    void countsTheSameClocksWhenAnAnswerBetweenTwoContactsArrivesLast() {
        String email = newEmail();
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(30));
        String conversation = order(email, start);
        ordered(email, start.plus(Duration.ofMinutes(20)));
        Map<String, Object> answer = new HashMap<>(event("contacthub.contact.sent.v1", Map.of("channel", "email", "to",
                Map.of("type", "email", "value", email), "text", "It is on its way")));
        answer.put("time", start.plus(Duration.ofMinutes(10)).toString());
        accepted(post(answer));
        awaitTimeline("email:" + email, types -> types.contains("contacthub.clock.met.v1"));
        assertThat(states(conversation, "first-reply")).containsExactly("met");
        assertThat(states(conversation, "next-reply")).containsExactly("met", "running");
        assertThat(clocks(conversation).<String>getList("clocks.findAll { it.kind == 'next-reply' }.started"))
                .containsExactly(start.toString(), start.plus(Duration.ofMinutes(20)).toString());
    }
}
