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
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

import contacthub.contact.RunningService;
import contacthub.contracts.Json;
import contacthub.contracts.PromiseFact;
import contacthub.contracts.Topics;
import contacthub.testkit.KafkaProbe;

/** What a customer is promised, what becomes of it, and who is told. */
@RunningService
class PromisesIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String MADE = "contacthub.promise.made.v1";
    private static final String BROKEN = "contacthub.promise.broken.v1";
    private static final String RENEWED = "contacthub.promise.renewed.v1";
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Inject
    DataSource source;

    private static String conversationOf(String email) {
        return timeline("email:" + email, accepted(post(event(RECEIVED, contact(email, "Where is it?")))))
                .getString("data.find { it.type == '" + RECEIVED + "' }.conversation_id");
    }

    private static ValidatableResponse promise(String conversation, Map<String, Object> promise) {
        return operator().body(promise).post("/api/v1/conversations/" + conversation + "/promises").then();
    }

    private static String promised(String conversation, Duration in) {
        return promise(conversation, Map.of("by", Instant.now().plus(in).toString())).statusCode(201).extract()
                .path("id");
    }

    private static List<String> lookedAfter(String conversation) {
        JsonPath agenda = operator().get("/api/v1/agenda?page[size]=200&role=supervisor&kind=look").then()
                .statusCode(200).extract().jsonPath();
        return agenda.getList("data.findAll { it.conversation == '" + conversation + "' }.because");
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(statement.executeUpdate()).isPositive();
        }
    }

    @Test
    void apologisesForABrokenPromiseOnceAndNamesANewTime() throws SQLException {
        String email = newEmail();
        String conversation = conversationOf(email);
        String promise = promised(conversation, SHORT);
        awaitTimeline("email:" + email, types -> types.contains(BROKEN) && types.contains(RENEWED));
        try (KafkaProbe probe = KafkaProbe.open()) {
            var told = probe.await(Topics.CONTACT_EVENTS,
                    one -> KafkaProbe.header(one, "ce_correlationid").equals(Optional.of(conversation))
                            && KafkaProbe.header(one, "ce_type").equals(Optional.of(RENEWED)));
            var renewed = Json.read(told.value(), PromiseFact.Renewed.class);
            assertThat(renewed.instead()).isEqualTo(promise);
            assertThat(renewed.to().value()).isEqualTo(email);
            assertThat(renewed.promised()).isAfter(Instant.now()).isAfter(renewed.missed());
            assertThat(renewed.because()).contains("conversations wait ahead of it");
            execute("UPDATE sla_clock SET due_at = now(), next_at = now() WHERE id = ?",
                    UUID.fromString(renewed.promise()));
        }
        await().until(() -> lookedAfter(conversation),
                one -> one.size() == 1 && one.get(0).contains("promised with an apology"));
        assertThat(Collections.frequency(timeline("email:" + email, null).getList("data.type"), RENEWED)).isOne();
    }

    @Test
    void apologisesForNothingThatWasAnsweredInTime() {
        String email = newEmail();
        String conversation = conversationOf(email);
        promised(conversation, Duration.ofHours(1));
        operator().body(Map.of("text", "Here.")).post("/api/v1/conversations/" + conversation + "/replies").then()
                .statusCode(201);
        String other = conversationOf(newEmail());
        promised(other, SHORT);
        await().until(() -> operator().get("/api/v1/conversations/" + other).then().extract().jsonPath()
                .getList("clocks.findAll { it.kind == 'promise' }.state"), states -> states.contains("breached"));
        assertThat(timeline("email:" + email, null).<String>getList("data.type")).contains(
                "contacthub.promise.kept.v1").doesNotContain(BROKEN, RENEWED);
    }

    @Test
    void countsTheQueueAlsoForAConversationThatWasAnsweredBefore() {
        String email = newEmail();
        String conversation = conversationOf(email);
        operator().body(Map.of("text", "We look into it.")).post("/api/v1/conversations/" + conversation + "/replies")
                .then().statusCode(201);
        promised(conversation, SHORT);
        var line = awaitTimeline("email:" + email, types -> types.contains(RENEWED));
        Instant until = Instant.parse(line.getString("data.find { it.type == '" + RENEWED + "' }.detail.promised"));
        assertThat(until).isBefore(Instant.now().plus(Duration.ofDays(10)));
    }

    @Test
    void movesAPromiseToLaterOnlyForAReasonAndLetsOneStand() {
        String email = newEmail();
        String conversation = conversationOf(email);
        promised(conversation, Duration.ofHours(1));
        String later = Instant.now().plus(Duration.ofHours(3)).toString();
        promise(conversation, Map.of("by", later)).statusCode(400).body("errors[0].field", equalTo("because"));
        promise(conversation, Map.of("by", later, "because", "the part comes tomorrow", "told", true)).statusCode(201);
        operator().get("/api/v1/conversations/" + conversation).then()
                .body("clocks.findAll { it.kind == 'promise' }.state", equalTo(List.of("cancelled", "running")));
        var line = timeline("email:" + email, null);
        assertThat(line.<String>getList("data.findAll { it.type == '" + MADE + "' }.direction"))
                .containsExactly("internal", "out");
    }

    @Test
    void refusesAPromiseThatNobodyCouldKeep() {
        String conversation = conversationOf(newEmail());
        promise(conversation, Map.of()).statusCode(400).body("errors[0].field", equalTo("by"));
        promise(conversation, Map.of("by", "2020-01-01T00:00:00Z")).statusCode(400)
                .body("errors[0].field", equalTo("by"));
        promise(conversation, Map.of("by", "2999-01-01T00:00:00Z")).statusCode(400)
                .body("errors[0].field", equalTo("by"));
        operator().post("/api/v1/conversations/" + conversation + "/resolve").then().statusCode(201);
        promise(conversation, Map.of("by", Instant.now().plusSeconds(60).toString())).statusCode(409);
    }

    @Test
    void acknowledgesOthersWhileOneCannotBe() throws SQLException {
        String broken = newEmail();
        UUID conversation = UUID.fromString(conversationOf(broken));
        awaitTimeline("email:" + broken, types -> types.contains(MADE));
        String course = course(conversation);
        execute("UPDATE conversation SET course = 'unreadable' WHERE id = ?", conversation);
        execute("INSERT INTO acknowledgement (conversation_id, due_at) VALUES (?, now())", conversation);
        String other = newEmail();
        conversationOf(other);
        awaitTimeline("email:" + other, types -> types.contains(MADE));
        execute("UPDATE conversation SET course = ? WHERE id = ?", course, conversation);
        awaitTimeline("email:" + broken, types -> Collections.frequency(types, MADE) == 2);
    }

    private String course(UUID conversation) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection
                        .prepareStatement("SELECT course FROM conversation WHERE id = ?")) {
            select.setObject(1, conversation);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
