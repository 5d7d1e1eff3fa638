package contacthub.notification.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

import contacthub.contracts.Address;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Json;
import contacthub.contracts.NotificationFact;
import contacthub.notification.BotApiPeer;
import contacthub.notification.RunningService;
import contacthub.testkit.Mailbox;
import contacthub.testkit.TestAccounts;

/** Machines and people write to customers: on the channel that is decided on, at a permitted hour, not too often. */
@QuarkusTest
class WritingIT extends RunningService {

    private static final String ALL_DAY = "[[\"00:00\",\"24:00\"]]";

    @Test
    void reachesCustomerOnDecidedChannel() {
        UUID customer = awake(Address.of("email", "written@example.org"));
        String id = given().header("Authorization", "Bearer " + TestAccounts.INTEGRATION.secret())
                .contentType(ContentType.JSON).body(letter(customer, "service", "Заказ собран.", Map.of()))
                .post("/api/v1/notifications").then().statusCode(201)
                .header("Location", containsString("/notifications/"))
                .body("channel", equalTo("email")).body("decided_by", equalTo("system_default"))
                .body("requested_by", equalTo("integration")).body("kind", equalTo("message")).extract().path("id");

        assertThat(Mailbox.awaitLetterTo("written@example.org").text()).contains("Заказ собран.");
        awaitState(id, "sent").body("deliveries[0].channel", equalTo("email"))
                .body("deliveries[0].outcome", equalTo("accepted"));
        assertThat(Json.read(told(customer, NotificationFact.Requested.class).value(),
                NotificationFact.Requested.class).because()).isEqualTo("email by system_default");
        told(customer, NotificationFact.Sent.class);
    }

    @Test
    void saysItByTemplateInTheCustomersLanguage() {
        String name = "pickup-" + UUID.randomUUID().toString().substring(0, 8);
        for (String language : List.of("ru", "en")) {
            publish(name, language, language.equals("ru") ? "Заказ {order} собран." : "Order {order} is ready.");
        }
        UUID customer = awake(Address.of("email", "template@example.org"));
        prefer(customer, "{\"language\":\"en\"}");
        String id = operator().contentType(ContentType.JSON)
                .body(Json
                        .text(Map.of("customer", customer, "category", "service", "subject", "Ready", "template", name,
                                "data", Map.of("order", "48213"))))
                .post("/api/v1/notifications").then().statusCode(201).body("text", equalTo("Order 48213 is ready."))
                .body("template", equalTo(name + "/any/any/en@1")).extract().path("id");
        awaitState(id, "sent");
        assertThat(Mailbox.awaitLetterTo("template@example.org").text()).contains("Order 48213 is ready.");
        operator().contentType(ContentType.JSON)
                .body(Json.text(Map.of("customer", customer, "category", "service", "template", "no-such-thing")))
                .post("/api/v1/notifications").then().statusCode(400).body("errors[0].field", equalTo("template"));
        operator().contentType(ContentType.JSON)
                .body(Json.text(Map.of("customer", customer, "category", "service", "template", name, "data",
                        Map.of("ordre", "48213"))))
                .post("/api/v1/notifications").then().statusCode(400).body("errors[0].field", equalTo("data"))
                .body("errors[0].reason", containsString("there is no {order} here"));
        operator().contentType(ContentType.JSON)
                .body(Json.text(Map.of("customer", customer, "category", "service", "template", "reply", "data",
                        Map.of("order", "48213"))))
                .post("/api/v1/notifications").then().statusCode(400).body("errors[0].field", equalTo("data.order"));
        operator().get("/api/v1/templates/" + name + "/any/any/en").then()
                .body("placeholders", hasItems("order", "greeting"));
    }

    private static void publish(String name, String language, String text) {
        var supervisor = given().auth().preemptive().basic("supervisor", TestAccounts.SUPERVISOR.secret());
        supervisor.contentType(ContentType.JSON)
                .body(Json.bytes(Map.of("name", name, "language", language, "subject", "Pickup", "text", text)))
                .post("/api/v1/templates").then().statusCode(201);
        given().auth().preemptive().basic("supervisor", TestAccounts.SUPERVISOR.secret())
                .contentType(ContentType.JSON).body("{}")
                .post("/api/v1/templates/" + name + "/any/any/" + language + "/publish").then().statusCode(200);
    }

    @Test
    void writesOnceWhatIsAskedTwiceUnderOneKey() {
        UUID customer = awake(Address.of("telegram", "7001"));
        String key = UUID.randomUUID().toString();
        String body = letter(customer, "service", "one and only", Map.of());
        String first = keyed(key, body).statusCode(201).extract().path("id");
        keyed(key, body).statusCode(201).header("Idempotency-Replayed", equalTo("true")).body("id", equalTo(first));
        awaitState(first, "sent");
        assertThat(BotApiPeer.taken(7001)).hasSize(1);
    }

    @Test
    void leavesSleepersInPeaceUntilMorning() {
        UUID customer = customer("ru", Address.of("telegram", "7002"));
        String today = dayName(Instant.now());
        prefer(customer, "{\"zone\":\"UTC\",\"quiet_hours\":{\"%s\":%s}}".formatted(today, ALL_DAY));
        String id = write(customer, "service", "good morning", Map.of()).body("state", equalTo("held"))
                .body("detail", equalTo("quiet hours in UTC (the customer says so)")).body("reason", equalTo("held"))
                .body("not_before", equalTo(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS)
                        .toString()))
                .extract().path("id");
        told(customer, NotificationFact.Held.class);
        operator().get("/api/v1/customers/" + customer + "/channel-decision?category=service").then()
                .body("channel", equalTo("messenger")).body("not_before", notNullValue())
                .body("because", startsWith("quiet hours in UTC"));
        operator().get("/api/v1/customers/" + customer + "/channel-decision?category=service&critical=true").then()
                .body("not_before", nullValue());

        operator().post("/api/v1/notifications/" + id + "/cancel").then().statusCode(200)
                .body("state", equalTo("cancelled")).body("detail", equalTo("by operator"));
        operator().post("/api/v1/notifications/" + id + "/cancel").then().statusCode(409);
        told(customer, NotificationFact.Cancelled.class);
        assertThat(BotApiPeer.taken(7002)).isEmpty();
    }

    @Test
    void sendsLaterWhatIsAskedForLater() {
        UUID customer = awake(Address.of("telegram", "7003"));
        String id = write(customer, "service", "later", Map.of("send_at", Instant.now().plusSeconds(2).toString()))
                .body("state", equalTo("held")).body("detail", equalTo("asked for later")).extract().path("id");
        awaitState(id, "sent").body("decided_by", equalTo("system_default"));
        assertThat(BotApiPeer.taken(7003)).hasSize(1);
        operator().post("/api/v1/notifications/" + id + "/cancel").then().statusCode(409)
                .body("detail", containsString("it is sent"));
    }

    @Test
    void asksAgainBeforeSendingWhatWaited() {
        UUID customer = awake(Address.of("email", "waited@example.org"));
        consent(customer, "offer", "email", "granted");
        String id = write(customer, "offer", "a bargain", Map.of("send_at", Instant.now().plusSeconds(2).toString()))
                .body("state", equalTo("held")).extract().path("id");
        consent(customer, "offer", "email", "withdrawn");
        awaitState(id, "suppressed").body("reason", startsWith("consent: "));
        told(customer, NotificationFact.Suppressed.class);
    }

    @Test
    void forgetsWhatCameTooLate() {
        UUID customer = customer("ru", Address.of("telegram", "7004"));
        prefer(customer, "{\"zone\":\"UTC\",\"quiet_hours\":{\"%s\":%s}}".formatted(dayName(Instant.now()), ALL_DAY));
        String id = write(customer, "service", "soup is ready",
                Map.of("expires_at", Instant.now().plusSeconds(1).toString())).body("state", equalTo("held"))
                .extract().path("id");
        awaitState(id, "expired");
        told(customer, NotificationFact.Expired.class);
    }

    @Test
    void countsAgainstCap() {
        UUID customer = awake(Address.of("email", "often@example.org"));
        consent(customer, "offer", "email", "granted");
        write(customer, "offer", "first", Map.of()).body("state", not(equalTo("suppressed")));
        write(customer, "offer", "second", Map.of()).body("state", equalTo("suppressed"))
                .body("decided_by", equalTo("frequency_cap")).body("channel", nullValue())
                .body("reason", startsWith("frequency_cap: at most 1 of category offer a day"));
        operator().get("/api/v1/customers/" + customer + "/channel-decision?category=offer").then()
                .body("channel", nullValue()).body("decided_by", equalTo("frequency_cap"));
        write(customer, "service", "third", Map.of()).body("channel", equalTo("email"));
    }

    @Test
    void takesNextChannelWhereOneFailsForGood() {
        UUID customer = awake(Address.of("telegram", "4037005"), Address.of("email", "fallback@example.org"));
        String id = write(customer, "service", "by any means", Map.of()).body("channel", equalTo("telegram"))
                .extract().path("id");
        assertThat(Mailbox.awaitLetterTo("fallback@example.org").text()).contains("by any means");
        awaitState(id, "sent").body("channel", equalTo("email"))
                .body("because", equalTo("messenger by system_default; then email by system_default"))
                .body("deliveries.channel", hasItems("telegram", "email"))
                .body("deliveries[0].reason", equalTo("blocked"));
        operator().get("/api/v1/customers/" + customer + "/channel-decision?category=service").then()
                .body("decided_by", equalTo("suppression"));
    }

    @Test
    void sendsDeadLetterAgainOnce() {
        UUID customer = awake(Address.of("telegram", "7006"));
        String failed = write(customer, "service", "far too long ".repeat(400), Map.of()).extract().path("id");
        awaitState(failed, "failed").body("reason", equalTo("rejected"));
        tell(fact(new CustomerFact.AddressAdded(Address.of("email", "again@example.org")), customer, null));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> operator()
                .get("/api/v1/customers/email:again@example.org/preferences").then().statusCode(200));

        String again = operator().post("/api/v1/notifications/" + failed + "/redrive").then().statusCode(201)
                .body("sends_again", equalTo(failed)).extract().path("id");
        assertThat(Mailbox.awaitLetterTo("again@example.org").text()).contains("far too long");
        awaitState(again, "sent").body("channel", equalTo("email"));
        notification(failed).body("state", equalTo("failed"));
        operator().post("/api/v1/notifications/" + failed + "/redrive").then().statusCode(409);
        operator().post("/api/v1/notifications/" + again + "/redrive").then().statusCode(409);
    }

    @Test
    void sendsManyDeadLettersAgainForSupervisor() {
        UUID customer = awake(Address.of("telegram", "7007"));
        String failed = write(customer, "service", "longer than most ".repeat(300), Map.of()).extract().path("id");
        awaitState(failed, "failed");
        operator().queryParam("state", "failed").queryParam("reason", "rejected").queryParam("customer", customer)
                .get("/api/v1/notifications").then().body("data[0].id", equalTo(failed));
        operator().contentType(ContentType.JSON).body("{}").post("/api/v1/notifications/redrive").then()
                .statusCode(403);
        given().auth().preemptive().basic("supervisor", TestAccounts.SUPERVISOR.secret())
                .contentType(ContentType.JSON).body("{\"channel\":\"telegram\",\"reason\":\"rejected\"}")
                .post("/api/v1/notifications/redrive").then().statusCode(200).body("more", equalTo(false));
        operator().post("/api/v1/notifications/" + failed + "/redrive").then().statusCode(409)
                .body("detail", startsWith("It was sent again already"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                        | customer
            {"customer":"$","text":"x"}                                               | category
            {"customer":"$","category":"gossip","text":"x"}                           | category
            {"customer":"$","category":"service"}                                     | text
            {"customer":"$","category":"service","text":"  "}                         | text
            {"customer":"$","category":"service","text":"a\\u0000"}                   | text
            {"customer":"$","category":"offer","text":"x","critical":true}            | critical
            {"customer":"$","category":"service","text":"x","send_at":"2999-01-01T00:00:00Z"} | send_at
            {"customer":"$","category":"service","text":"x","expires_at":"2020-01-01T00:00:00Z"} | expires_at
            {"customer":"$","category":"service","text":"x","conversation":"c"}       | conversation
            {"customer":"nobody","category":"service","text":"x"}                     | customer
            {"customer":"$","category":"service","text":"x","template":"reply"}       | template
            {"customer":"$","category":"service","text":"x","data":{"a":"b"}}         | data
            """)
    void namesWhatIsWrong(String body, String field) {
        UUID customer = customer("ru");
        operator().contentType(ContentType.JSON).body(body.replace("$", customer.toString()))
                .post("/api/v1/notifications").then().statusCode(400).body("errors[0].field", equalTo(field));
    }

    /** A customer who may be written to at any hour. */
    private static UUID awake(Address... addresses) {
        UUID customer = customer("ru", addresses);
        prefer(customer, "{\"quiet_hours\":{}}");
        return customer;
    }

    private static String dayName(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).getDayOfWeek().name().substring(0, 3)
                .toLowerCase(Locale.ROOT);
    }

    private static void prefer(UUID customer, String patch) {
        operator().contentType(ContentType.JSON).body(patch).patch("/api/v1/customers/" + customer + "/preferences")
                .then().statusCode(200);
    }

    private static void consent(UUID customer, String purpose, String channel, String status) {
        operator().contentType(ContentType.JSON)
                .body(Map.of("purpose", purpose, "channel", channel, "status", status))
                .post("/api/v1/customers/" + customer + "/consents").then().statusCode(201);
    }

    private static String letter(UUID customer, String category, String text, Map<String, Object> more) {
        var letter = new HashMap<String, Object>(more);
        letter.putAll(Map.of("customer", customer, "category", category, "text", text));
        return Json.text(letter);
    }

    private static ValidatableResponse write(UUID customer, String category, String text, Map<String, Object> more) {
        return operator().contentType(ContentType.JSON).body(letter(customer, category, text, more))
                .post("/api/v1/notifications").then().statusCode(201);
    }

    private static ValidatableResponse keyed(String key, String body) {
        return operator().header("Idempotency-Key", key).contentType(ContentType.JSON).body(body)
                .post("/api/v1/notifications").then();
    }

    private static ValidatableResponse awaitState(String id, String state) {
        Awaitility.await(id + " " + state).atMost(PATIENCE)
                .untilAsserted(() -> notification(id).body("state", equalTo(state)));
        return notification(id);
    }
}
