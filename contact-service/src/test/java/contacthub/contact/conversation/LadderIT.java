package contacthub.contact.conversation;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.restassured.path.json.JsonPath;

import contacthub.contact.FrontDoor;
import contacthub.contact.RunningService;
import contacthub.contracts.Topics;
import contacthub.runtime.event.Ids;
import contacthub.testkit.KafkaProbe;

/** What is done after a passed deadline, and by how urgent a conversation is; told from outside. */
@RunningService
class LadderIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String SENT = "contacthub.contact.sent.v1";
    private static final String ESCALATED = "contacthub.clock.escalated.v1";
    private static final String POLICIES = "/api/v1/sla-policies";
    private static final Duration TARGET = Duration.ofMinutes(10);
    private static final List<Map<String, Object>> STEPS = List.of(
            Map.of("clock", "first-reply", "after_minutes", 60, "notify", "administrator"),
            Map.of("clock", "first-reply", "after_minutes", 1, "notify", "supervisor"),
            Map.of("clock", "first-reply", "after_minutes", 1, "reassign", "supervisor"),
            Map.of("clock", "first-reply", "after_minutes", 1, "raise_priority", "high"),
            Map.of("clock", "first-reply", "after_minutes", 1, "plan_call", "operator"));

    @Inject
    DataSource source;

    @Inject
    Ids ids;

    @BeforeEach
    void complaints() {
        policy("high-complaints", 31, Map.of("kind", "complaint", "priority", "high"), 3_000, List.of());
        policy("complaints", 32, Map.of("kind", "complaint"), 6_000, STEPS);
        await().until(
                () -> targets(written(newEmail(), Duration.ZERO)),
                kinds -> kinds.containsAll(List.of("first-reply", "resolution")));
    }

    private static void policy(String name, int position, Map<String, ?> match, int resolution, List<?> ladder) {
        operator().body(Map.of("name", name, "position", position, "match", match, "ladder", ladder, "targets",
                Map.of("first-reply", Map.of("minutes", TARGET.toMinutes()), "resolution",
                        Map.of("minutes", resolution))))
                .post(POLICIES).then().statusCode(201);
    }

    @AfterEach
    void noComplaints() {
        operator().delete(POLICIES + "/complaints").then().statusCode(204);
        operator().delete(POLICIES + "/high-complaints").then().statusCode(204);
    }

    private static List<String> targets(String conversation) {
        return read(conversation).getList("clocks.findAll { it.target.policy == 'complaints' }.kind");
    }

    /** A complaint that has waited for so long. */
    private static String written(String email, Duration waited) {
        Map<String, Object> data = new HashMap<>(contact(email, "It is broken."));
        data.put("kind", "complaint");
        Map<String, Object> event = new HashMap<>(event(RECEIVED, data));
        event.put("time", Instant.now().minus(waited).toString());
        return timeline("email:" + email, accepted(post(event)))
                .getString("data.find { it.type == '" + RECEIVED + "' }.conversation_id");
    }

    private static JsonPath read(String conversation) {
        return operator().get("/api/v1/conversations/" + conversation).then().statusCode(200).extract().jsonPath();
    }

    private static List<String> steps(String email) {
        return timeline("email:" + email, null).getList("data.findAll { it.type == '" + ESCALATED + "' }.summary");
    }

    private static List<Map<String, Object>> agenda(String conversation, String filter) {
        return operator().get("/api/v1/agenda?page[size]=200" + filter).then().statusCode(200).extract().jsonPath()
                .getList("data.findAll { it.conversation == '" + conversation + "' }");
    }

    private static void act(String conversation, String act, Map<String, ?> body) {
        operator().body(body).post("/api/v1/conversations/" + conversation + "/" + act).then().statusCode(201);
    }

    @Test
    void takesEveryStepThatIsDueOnceAndTellsIt() {
        String email = newEmail();
        String conversation = written(email, TARGET.plusMinutes(1).minusSeconds(2));
        act(conversation, "assign", Map.of("operator", "nobody-who-answers"));
        await().until(() -> steps(email), one -> one.size() == 4);
        JsonPath after = read(conversation);
        assertThat(after.getString("priority")).isEqualTo("high");
        assertThat(after.getString("owner")).isNotNull().isNotEqualTo("nobody-who-answers");
        assertThat(after.getInt("clocks.find { it.kind == 'resolution' }.target.minutes")).isEqualTo(3_000);
        assertThat(agenda(conversation, "&role=supervisor&kind=look")).hasSize(1);
        assertThat(agenda(conversation, "&role=operator&kind=call")).singleElement()
                .satisfies(item -> assertThat(item).containsEntry("what", "Call the customer"));

        act(conversation, "resolve", Map.of());
        act(conversation, "reopen", Map.of());
        written(email, Duration.ZERO);
        String next = newEmail();
        written(next, TARGET.plusMinutes(2));
        await().until(() -> steps(next), one -> one.size() == 4);
        assertThat(steps(email)).hasSize(4);
        assertThat(agenda(conversation, "")).hasSize(2);
        String clock = after.getString("clocks.find { it.kind == 'first-reply' }.id");
        assertThat(operator().get("/api/v1/clocks/" + clock + "/log").jsonPath()
                .getList("data.findAll { it.act == 'breach' }")).hasSize(1);
        try (KafkaProbe probe = KafkaProbe.open()) {
            assertThat(probe.await(Topics.CONTACT_EVENTS, 4,
                    record -> isStep(record.value(), clock) && ESCALATED
                            .equals(KafkaProbe.header(record, "ce_type").orElse(null))))
                    .hasSize(4);
        }
    }

    private static boolean isStep(byte[] fact, String clock) {
        return fact != null && new String(fact, UTF_8).contains(clock);
    }

    @Test
    void dropsAStepWhenTheAnswerComesFirst() {
        Duration almost = TARGET.plusMinutes(1).minusSeconds(2);
        String answered = newEmail();
        String conversation = written(answered, almost);
        act(conversation, "replies", Map.of("text", "We are sorry. A new one is on its way."));
        String waiting = newEmail();
        written(waiting, almost);
        await().until(() -> steps(waiting), one -> one.size() == 4);
        assertThat(steps(answered)).isEmpty();
        assertThat(agenda(conversation, "")).isEmpty();
        assertThat(read(conversation).getString("priority")).isEqualTo("normal");
    }

    /** Answers are given while steps fall due, some a moment before and some a moment after. */
    @Test
    void takesNoStepAfterAnAnswerIsRecorded() {
        List<String> emails = Stream.generate(FrontDoor::newEmail).limit(12).toList();
        String last = newEmail();
        List<String> conversations = new ArrayList<>();
        for (int i = 0; i < emails.size(); i++) {
            conversations.add(written(emails.get(i), TARGET.plusMinutes(1).minusMillis(40L * i)));
            if (i > 0) {
                act(conversations.get(i - 1), "replies", Map.of("text", "A new one is on its way."));
            }
        }
        written(last, TARGET.plusMinutes(1));
        await().until(() -> steps(last), one -> one.size() == 4);
        for (String email : emails.subList(0, emails.size() - 1)) {
            JsonPath entries = timeline("email:" + email, null);
            Instant answered = Instant.parse(entries.getString("data.find { it.type == '" + SENT + "' }.occurred_at"));
            List<String> taken = entries.getList("data.findAll { it.type == '" + ESCALATED + "' }.occurred_at");
            assertThat(taken).map(Instant::parse).allSatisfy(step -> assertThat(step).isBeforeOrEqualTo(answered));
        }
    }

    @Test
    void climbsNotWhileItIsResolvedAndGoesOnWhenItIsReopened() {
        String email = newEmail();
        String conversation = written(email, TARGET.plusSeconds(58));
        act(conversation, "resolve", Map.of());
        String waiting = newEmail();
        written(waiting, TARGET.plusMinutes(1));
        await().until(() -> steps(waiting), one -> one.size() == 4);
        assertThat(steps(email)).isEmpty();
        act(conversation, "reopen", Map.of());
        await().until(() -> steps(email), one -> one.size() == 4);
    }

    @Test
    void isDoneByOneOperatorOnce() {
        String email = newEmail();
        String conversation = written(email, TARGET.plusMinutes(2));
        await().until(() -> agenda(conversation, "&kind=call"), one -> one.size() == 1);
        String item = agenda(conversation, "&kind=call").get(0).get("id").toString();
        operator().post("/api/v1/agenda/" + item + "/done").then().statusCode(200).body("done_by", equalTo("admin"))
                .body("owner", equalTo("admin"));
        operator().post("/api/v1/agenda/" + item + "/done").then().statusCode(409);
        assertThat(agenda(conversation, "&kind=call")).isEmpty();
        assertThat(agenda(conversation, "&kind=call&state=done&owner=admin")).hasSize(1);
        assertThat(timeline("email:" + email, null).<String>getList("data.type"))
                .contains("contacthub.agenda.done.v1");
        operator().get("/api/v1/agenda?due_before=2000-01-01T00:00:00Z").then().body("data.size()", equalTo(0));
        operator().get("/api/v1/agenda?due_before=soon").then().statusCode(400)
                .body("errors[0].field", equalTo("due_before"));
        operator().post("/api/v1/agenda/" + ids.next() + "/done").then().statusCode(404);
        integration().get("/api/v1/agenda").then().statusCode(403);
    }

    @Test
    void retargetsClocksByThePriorityAnOperatorGives() {
        String conversation = written(newEmail(), Duration.ZERO);
        assertThat(read(conversation).getInt("clocks.find { it.kind == 'resolution' }.target.minutes"))
                .isEqualTo(6_000);
        act(conversation, "priority", Map.of("priority", "high", "because", "They cannot work."));
        JsonPath after = read(conversation);
        assertThat(after.getString("priority")).isEqualTo("high");
        assertThat(after.getInt("clocks.find { it.kind == 'resolution' }.target.minutes")).isEqualTo(3_000);
        operator().body(Map.of("priority", "asap")).post("/api/v1/conversations/" + conversation + "/priority").then()
                .statusCode(400).body("errors[0].field", equalTo("priority"));
    }

    @Test
    void setsABrokenClockAsideAndGoesOnWithTheOthersUntilItIsMended() throws SQLException {
        String broken = written(newEmail(), Duration.ZERO);
        String good = written(newEmail(), Duration.ZERO);
        String clock = firstReply(broken);
        UUID address = fallsDue(clock, ids.next());
        fallsDue(firstReply(good), null);

        await().until(() -> read(good).getList("clocks.findAll { it.kind == 'first-reply' }.state"),
                equalTo(List.of("breached")));
        await().untilAsserted(() -> operator().get("/api/v1/clocks/faults").then().statusCode(200)
                .body("data.clock", hasItem(clock)));
        assertThat(operator().get("/api/v1/clocks/" + clock).<String>path("state")).isEqualTo("running");

        fallsDue(clock, address);
        await().until(() -> operator().get("/api/v1/clocks/" + clock).path("state"), equalTo("breached"));
        operator().get("/api/v1/clocks/faults").then().body("data.clock", not(hasItem(clock)));
    }

    private static String firstReply(String conversation) {
        return read(conversation).getString("clocks.find { it.kind == 'first-reply' }.id");
    }

    /** Lets a clock fall due now, at another address where one is given; answers the address before. */
    private UUID fallsDue(String clock, UUID address) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        UPDATE sla_clock c SET address_id = coalesce(?::uuid, c.address_id), next_at = now()
                        FROM (SELECT id, address_id FROM sla_clock WHERE id = ?::uuid) was
                        WHERE c.id = was.id RETURNING was.address_id""")) {
            update.setObject(1, address, Types.OTHER);
            update.setString(2, clock);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return row.getObject(1, UUID.class);
            }
        }
    }
}
