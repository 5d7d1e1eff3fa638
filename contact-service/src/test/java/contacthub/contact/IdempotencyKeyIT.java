package contacthub.contact;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.restassured.http.ContentType;
import io.restassured.response.Response;

import contacthub.contracts.Json;
import contacthub.testkit.HubStack;

/** A request sent again under its key takes effect once and is answered alike. */
@RunningService
class IdempotencyKeyIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String NOTE = "contacthub.note.recorded.v1";
    private static final String REPLAYED = "Idempotency-Replayed";

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private static Response contactUnder(String key, String email, String text) {
        return integration().contentType(ContentType.JSON).header("Idempotency-Key", key)
                .body(Json.bytes(contact(email, text))).post("/api/v1/contacts");
    }

    private static Response noteUnder(String key, String conversation, String text) {
        return operator().header("Idempotency-Key", key).body(Map.of("text", text))
                .post("/api/v1/conversations/" + conversation + "/notes");
    }

    private static String newConversation(String email) {
        return timeline("email:" + email, accepted(post(event(RECEIVED, contact(email, "hello")))))
                .getString("data.find { it.type == '" + RECEIVED + "' }.conversation_id");
    }

    private static List<String> summaries(String email, String type, String position) {
        return timeline("email:" + email, position).getList("data.findAll { it.type == '" + type + "' }.summary");
    }

    @Test
    void takesAContactOnceAndAnswersAlike() {
        String email = newEmail();
        String key = newKey();
        Response first = contactUnder(key, email, "plain");
        Response second = contactUnder(key, email, "plain");
        first.then().statusCode(202).header(REPLAYED, nullValue());
        second.then().statusCode(202).header(REPLAYED, "true").contentType(ContentType.JSON);
        assertThat(second.asString()).isEqualTo(first.asString());
        String last = accepted(post(event(RECEIVED, contact(email, "last"))));
        assertThat(summaries(email, RECEIVED, last)).containsExactly("last", "plain");
    }

    @Test
    void refusesAnotherRequestUnderTheSameKey() {
        String email = newEmail();
        String key = newKey();
        contactUnder(key, email, "one").then().statusCode(202);
        contactUnder(key, email, "two").then().statusCode(422).contentType("application/problem+json")
                .body("errors[0].field", equalTo("Idempotency-Key"));
        String conversation = newConversation(email);
        noteUnder(key, conversation, "of another client").then().statusCode(201);
        noteUnder(key, conversation, "of another body").then().statusCode(422);
        operator().header("Idempotency-Key", key).body(Map.of("text", "of another client"))
                .post("/api/v1/conversations/" + conversation + "/replies").then().statusCode(422);
    }

    @Test
    void namesTheHeaderOfAKeyThatIsTooLong() {
        contactUnder("k".repeat(256), newEmail(), "x").then().statusCode(400)
                .body("errors[0].field", equalTo("Idempotency-Key"));
        contactUnder("k".repeat(255 - 36) + newKey(), newEmail(), "x").then().statusCode(202);
        noteUnder("k".repeat(256), newKey(), "x").then().statusCode(400)
                .body("errors[0].field", equalTo("Idempotency-Key"));
    }

    @Test
    void doesOnceWhatIsSentManyTimesInParallel() {
        String email = newEmail();
        String conversation = newConversation(email);
        String key = newKey();
        List<Response> answers = IntStream.range(0, 12).parallel()
                .mapToObj(i -> noteUnder(key, conversation, "parallel")).toList();
        assertThat(answers).extracting(Response::statusCode).contains(201).isSubsetOf(201, 409);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 409)
                .allMatch(answer -> "1".equals(answer.header("Retry-After")));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).extracting(Response::asString)
                .containsOnly(noteUnder(key, conversation, "parallel").asString());
        assertThat(summaries(email, NOTE, null)).containsExactly("parallel");
    }

    @Test
    void takesAContactOnceHoweverParallel() {
        String email = newEmail();
        String key = newKey();
        List<Response> answers = IntStream.range(0, 12).parallel().mapToObj(i -> contactUnder(key, email, "parallel"))
                .toList();
        assertThat(answers).extracting(Response::statusCode).contains(202).isSubsetOf(202, 409);
        String last = accepted(post(event(RECEIVED, contact(email, "last"))));
        assertThat(summaries(email, RECEIVED, last)).containsExactly("last", "parallel");
    }

    @Test
    void saysThatARequestStillRuns() throws SQLException {
        String conversation = newConversation(newEmail());
        String key = newKey();
        noteUnder(key, conversation, "slow").then().statusCode(201);
        try (Connection other = database()) {
            other.setAutoCommit(false);
            try (PreparedStatement lock = other.prepareStatement(
                    "UPDATE idempotency_key SET at = now() - interval '25 hours' WHERE at > now() - interval '1 hour'")) {
                lock.executeUpdate();
            }
            noteUnder(key, conversation, "slow").then().statusCode(409).header("Retry-After", "1");
            other.rollback();
        }
        noteUnder(key, conversation, "slow").then().statusCode(201).header(REPLAYED, "true");
    }

    @Test
    void keepsRefusalsToo() {
        String conversation = newConversation(newEmail());
        String key = newKey();
        String resolve = "/api/v1/conversations/" + conversation + "/resolve";
        operator().post(resolve).then().statusCode(201);
        operator().header("Idempotency-Key", key).post(resolve).then().statusCode(409).header(REPLAYED, nullValue());
        operator().post("/api/v1/conversations/" + conversation + "/reopen").then().statusCode(201);
        operator().header("Idempotency-Key", key).post(resolve).then().statusCode(409).header(REPLAYED, "true")
                .contentType("application/problem+json").body("status", equalTo(409));
        String invalid = newKey();
        noteUnder(invalid, conversation, "").then().statusCode(400).body("errors[0].field", equalTo("text"));
        noteUnder(invalid, conversation, "").then().statusCode(400).header(REPLAYED, "true");
    }

    @Test
    void showsAMadeKeyAgainButKeepsItInNoReadableForm() throws SQLException {
        String key = newKey();
        Map<String, String> integration = Map.of("name", "again-" + key);
        String made = operator().header("Idempotency-Key", key).body(integration).post("/api/v1/keys").then()
                .statusCode(201).extract().path("key");
        operator().header("Idempotency-Key", key).body(integration).post("/api/v1/keys").then().statusCode(201)
                .header(REPLAYED, "true").body("key", equalTo(made));
        try (Connection database = database();
                PreparedStatement select = database.prepareStatement("""
                        SELECT count(*), count(*) FILTER (WHERE position(?::bytea IN answer) > 0)
                        FROM idempotency_key WHERE answer IS NOT NULL""")) {
            select.setBytes(1, made.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            try (ResultSet counts = select.executeQuery()) {
                counts.next();
                assertThat(counts.getInt(1)).isPositive();
                assertThat(counts.getInt(2)).isZero();
            }
        }
    }

    @Test
    void takesAnEventOnceAndAnswersAlike() {
        String email = newEmail();
        String key = newKey();
        byte[] event = Json.bytes(event(RECEIVED, contact(email, "event")));
        for (String replayed : new String[]{ null, "true"}) {
            integration().contentType("application/cloudevents+json").header("Idempotency-Key", key).body(event)
                    .post("/api/v1/events").then().statusCode(202).header(REPLAYED, equalTo(replayed))
                    .body("position", notNullValue());
        }
    }

    @Test
    void isToldOfInTheInterfaceDescription() {
        operator().queryParam("format", "json").get("/q/openapi").then().statusCode(200)
                .body("paths.'/api/v1/contacts'.post.parameters.name", hasItem("Idempotency-Key"))
                .body("paths.'/api/v1/contacts'.post.responses.'422'", notNullValue())
                .body("paths.'/api/v1/keys'.post.parameters.name", hasItem("Idempotency-Key"));
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection(HubStack.jdbcUrl("contact"), "contact", HubStack.password("contact"));
    }
}
