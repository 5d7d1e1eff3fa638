package contacthub.contact.intake;

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
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.contact.RunningService;
import contacthub.contracts.Json;
import contacthub.contracts.Topics;
import contacthub.runtime.event.Ids;
import contacthub.testkit.KafkaProbe;

@RunningService
class EventsIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String BATCH = "application/cloudevents-batch+json";

    @Test
    void showsStructuredEventOnTheTimelineOnceItsPositionIsRead() {
        String email = newEmail();
        String position = accepted(post(event(RECEIVED, contact(email, "Где мой заказ? 📦"))));
        assertThat(timeline("email:" + email, position).getString("data[0].summary")).isEqualTo("Где мой заказ? 📦");
    }

    @Test
    void takesBinaryModeWithPercentEncodedHeaders() {
        String email = newEmail();
        String position = accepted(integration().contentType("application/json").header("ce-specversion", "1.0")
                .header("ce-id", "binary-" + email).header("ce-source", "/caf%C3%A9").header("ce-type", RECEIVED)
                .header("ce-time", "2026-01-02T03:04:05.123456+03:00")
                .body(Json.bytes(contact(email, "binary"))).post("/api/v1/events"));
        assertThat(timeline("email:" + email, position)
                .getString("data.find { it.type == '" + RECEIVED + "' }.occurred_at"))
                .isEqualTo("2026-01-02T00:04:05.123456Z");
    }

    @Test
    void keepsTheWholeTextOfABinaryEventThatIsNoJson() {
        String id = UUID.randomUUID().toString();
        String text = "\"one\", \"two\"";
        String position = accepted(integration().contentType("text/plain").header("ce-specversion", "1.0")
                .header("ce-id", id).header("ce-source", "/test").header("ce-type", "com.example.report").body(text)
                .post("/api/v1/events"));
        assertThat(timeline("event:" + Ids.named("/test", id), position).getString("data[0].detail.text"))
                .isEqualTo(text);
    }

    @Test
    void refusesWhatFollowsABatch() {
        integration().contentType(BATCH).body("[][]").post("/api/v1/events").then().statusCode(400)
                .body("errors[0].field", equalTo("body"));
    }

    @Test
    void takesTheGoodOnesOfABatchAndSaysWhatIsWrongWithTheOthers() {
        String email = newEmail();
        var bad = event(RECEIVED,
                Map.of("channel", "pigeon", "from", Map.of("type", "email", "value", email), "text", "x"));
        integration().contentType(BATCH)
                .body(Json.bytes(
                        List.of(event(RECEIVED, contact(email, "one")), bad, event(RECEIVED, contact(email, "two")),
                                "no event")))
                .post("/api/v1/events").then().statusCode(202)
                .body("accepted", equalTo(2))
                .body("items[1].status", equalTo("rejected"))
                .body("items[1].error.field", equalTo("data.channel"))
                .body("items[2].status", equalTo("accepted"))
                .body("items[3].error.field", equalTo("event"));
    }

    @Test
    void keepsOneEntryHoweverOftenAndHoweverParallelAnEventIsPosted() {
        String email = newEmail();
        var event = event(RECEIVED, contact(email, "again"));
        List<String> positions = IntStream.range(0, 20).parallel().mapToObj(i -> accepted(post(event))).toList();
        String last = accepted(post(event(RECEIVED, contact(email, "last"))));
        assertThat(positions).doesNotContainNull();
        assertThat(contacts(email, last)).containsExactly("last", "again");
    }

    private static List<String> contacts(String email, String position) {
        return timeline("email:" + email, position).getList("data.findAll { it.type == '" + RECEIVED + "' }.summary");
    }

    @Test
    void passesFactsOnWithTheCustomerAsKey() {
        String email = newEmail();
        var purchase = event("contacthub.purchase.recorded.v1",
                Map.of("customer", Map.of("type", "email", "value", email),
                        "order", "A-1", "amount", "12.30", "currency", "EUR"));
        String position = accepted(post(purchase));
        timeline("email:" + email, position);
        String customer = operator().get("/api/v1/customers/email:" + email).path("id");
        try (KafkaProbe probe = KafkaProbe.open()) {
            var passed = probe.await(Topics.CONTACT_EVENTS,
                    one -> KafkaProbe.header(one, "ce_id").equals(java.util.Optional.of((String) purchase.get("id"))));
            assertThat(passed.key()).isEqualTo(customer);
            assertThat(KafkaProbe.text(passed)).contains("\"amount\":12.30");
        }
    }

    @Test
    void keepsEventsOfUnknownTypesAsOutsideEntries() {
        String email = newEmail();
        String position = accepted(post(event("com.example.parcel.lost", Map.of("customer",
                Map.of("type", "email", "value", email), "summary", "The parcel was lost", "depot", 7))));
        var timeline = timeline("email:" + email, position);
        assertThat(timeline.getString("data[0].summary")).isEqualTo("The parcel was lost");
        assertThat(timeline.getInt("data[0].detail.depot")).isEqualTo(7);
    }

    @Test
    void neverDeliversWhatAnIntegrationSaysWasSentElsewhere() {
        String email = newEmail();
        var sent = event("contacthub.contact.sent.v1", Map.of("channel", "email", "to",
                Map.of("type", "email", "value", email), "text", "hello", "deliver", true));
        timeline("email:" + email, accepted(post(sent)));
        try (KafkaProbe probe = KafkaProbe.open()) {
            var passed = probe.await(Topics.CONTACT_EVENTS,
                    one -> KafkaProbe.header(one, "ce_id").equals(java.util.Optional.of((String) sent.get("id"))));
            assertThat(KafkaProbe.text(passed)).doesNotContain("deliver");
        }
    }

    @Test
    void marksTimesThatCannotBeBelieved() {
        String email = newEmail();
        var event = new java.util.HashMap<>(event(RECEIVED, contact(email, "from the future")));
        event.put("time", "2999-01-01T00:00:00Z");
        assertThat(timeline("email:" + email, accepted(post(event))).getBoolean("data[0].doubtful_time")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"1","source":"/t","type":"x"}                                           | specversion
            {"specversion":"1.0","source":"/t","type":"x"}                                | id
            {"specversion":"1.0","id":1,"source":"/t","type":"x"}                         | id
            {"specversion":"1.0","id":"1","source":"/t","type":"x","time":"yesterday"}    | time
            {"specversion":"1.0","id":"1","source":"/t","type":"x","time":"+294277-01-01T00:00:00Z"} | time
            {"specversion":"1.0","id":"1","source":"/t","type":"x","time":"0001-01-01T00:00:00+03:00"} | time
            {"specversion":"1.0","id":"1","source":"/t","type":"x","ext":{}}              | ext
            {"specversion":"1.0","id":"1","source":"/t","type":"x","data_base64":"%"}     | data_base64
            {"specversion":"1.0","id":"1","source":"/t","type":"x","data_base64":""}      | data
            {"specversion":"1.0","id":"1","source":"/t","type":"x","data_base64":"e30ge30="} | data
            {"specversion":"1.0","id":"1","source":"/t","type":"x","data_base64":"77u/e30="} | data
            {"specversion":"1.0","id":"1","source":"/t","type":"contacthub.contact.received.v1","data_base64":"bnVsbA=="} | data
            {"specversion":"1.0","id":"1","source":"/t","type":"contacthub.survey.answered.v1","data":{"customer":{"type":"email","value":"a@b.cc"},"survey":"s","score":"1e999999999"}} | data.score
            {"specversion":"1.0","id":"1","source":"/t","type":"contacthub.review.recorded.v1","data":{"site":"s","text":"x","author":{"type":"fax","value":"1"}}} | data.author.type
            {"specversion":"1.0","id":"1","source":"/t","type":"x","data":{"a":["b\\u0000"]}} | data.a[0]
            {"specversion":"1.0","id":"1","source":"/t","type":"x","data":{"a":"\\ud800"}} | data.a
            {"specversion":"1.0","id":"1","source":"/t","type":"contacthub.account.changed.v1","data":{}} | type
            {"specversion":"1.0","id":"1","source":"/t","type":"contacthub.contact.received.v1","data":{"channel":"web","text":"x"}} | data.from
            {"specversion":"1.0","id":"1","source":"/t","type":"contacthub.contact.received.v1","data":{"channel":"web","from":{"type":"email","value":"a@b.cc"}}} | data.text
            {"specversion":"1.0","id":"1","source":"/t","type":"contacthub.contact.received.v1","data":{"channel":"web","from":{"type":"fax","value":"1"},"text":"x"}} | data.from.type
            {"specversion":"1.0","id":"1","source":"/t","type":"contacthub.contact.received.v1","data":{"channel":{},"from":{"type":"email","value":"a@b.cc"},"text":"x"}} | data.channel
            {"specversion":"1.0","id":"1","source":"/t","type":"contacthub.purchase.recorded.v1","data":{"customer":{"type":"email","value":"a@b.cc"},"order":"1","amount":"much","currency":"EUR"}} | data.amount
            {"specversion":"1.0","id":"1","source":"/t","type":"contacthub.purchase.recorded.v1","data":{"customer":{"type":"email","value":"a@b.cc"},"order":"1","amount":1,"currency":"euro"}} | data.currency
            {"specversion":"1.0","id":"1"                                                 | body
            []                                                                            | body
            """)
    void refusesBadEventsNamingTheField(String body, String field) {
        integration().contentType("application/cloudevents+json").body(body).post("/api/v1/events").then()
                .statusCode(400).contentType("application/problem+json").body("errors[0].field", equalTo(field));
    }

    @Test
    void refusesWhatIsTooLarge() {
        String large = "x".repeat(65 * 1024);
        integration().contentType("application/cloudevents+json").body(large).post("/api/v1/events").then()
                .statusCode(413).body("errors[0].field", equalTo("body"));
        var many = IntStream.rangeClosed(0, 1_000).mapToObj(i -> Map.of("specversion", "1.0")).toList();
        integration().contentType(BATCH).body(Json.bytes(many)).post("/api/v1/events").then()
                .statusCode(413).body("errors[0].field", equalTo("batch"));
    }

    @Test
    void refusesMediaTypesItDoesNotRead() {
        integration().contentType("application/cloudevents+xml").body("<x/>").post("/api/v1/events").then()
                .statusCode(415);
        integration().contentType("application/json").body("{}").post("/api/v1/events").then().statusCode(415);
    }

    @Test
    void namesFieldsOfAPlainContactAsItsSenderWroteThem() {
        integration().contentType("application/json").body("{\"channel\":\"web\",\"text\":\"x\"}")
                .post("/api/v1/contacts")
                .then().statusCode(400).body("errors[0].field", equalTo("from"));
    }

    @Test
    void answersOnlyThoseItKnows() {
        io.restassured.RestAssured.given().contentType("application/cloudevents+json").body("{}").post("/api/v1/events")
                .then().statusCode(401).contentType("application/problem+json");
        io.restassured.RestAssured.given().header("Authorization", "Bearer wrong").post("/api/v1/events").then()
                .statusCode(401);
        integration().get("/api/v1/conversations").then().statusCode(403).body("errors", nullValue());
        io.restassured.RestAssured.given().get("/q/openapi").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({ "/api/v1/events;x", "/api/v1/conversations;a=b", "/api/v1;/conversations", "/api/v1/conversations%3Bx",
            "/api%2Fv1/conversations", "/api/v1%5Cconversations"})
    void refusesPathsThatCanBeReadInTwoWays(String path) {
        io.restassured.RestAssured.given().urlEncodingEnabled(false).get(path).then().statusCode(400)
                .body("errors[0].field", equalTo("path"));
    }
}
