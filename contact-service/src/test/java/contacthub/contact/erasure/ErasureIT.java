package contacthub.contact.erasure;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.awaitTimeline;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.restassured.path.json.JsonPath;

import contacthub.contact.RunningService;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.ErasureFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.contracts.NotificationFact;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.Topics;
import contacthub.runtime.event.Ids;
import contacthub.runtime.event.Wire;
import contacthub.testkit.HubStack;
import contacthub.testkit.KafkaProbe;
import contacthub.testkit.Leftovers;

/** A person is erased: nothing tells who it was, everything countable stays, and what comes late changes neither. */
@RunningService
class ErasureIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Ids ids;

    /** Somebody whose name, number, mail and words nobody else in the tests has. */
    private final String mark = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private final String surname = "Quillfeather" + mark;
    private final String email = "q" + mark + "@" + surname.toLowerCase(Locale.ROOT) + ".example";
    private final String phone = "+7916" + String.format("%07d", ThreadLocalRandom.current().nextInt(10_000_000));
    private final String words = "my zeppelin " + mark + " has not arrived";
    private final Leftovers leftovers = Leftovers.of(mark, phone, phone.substring(2));

    private Map<String, Object> contact() {
        return Map.of("channel", "email", "subject", "About " + mark, "thread", "<" + mark + "@mail>", "text", words,
                "from_all", List.of(Map.of("type", "email", "value", email, "name", "Q. " + surname),
                        Map.of("type", "phone", "value", "8" + phone.substring(2))),
                "profile", Map.of("last", surname, "first", "Ottoline" + mark));
    }

    private List<String> inDatabase() {
        return leftovers.inDatabase(HubStack.jdbcUrl("contact"), "contact", HubStack.password("contact"));
    }

    private static JsonPath erase(String ref) {
        return operator().delete("/api/v1/customers/" + ref).then().statusCode(202).extract().jsonPath();
    }

    /** Once it is on its way to the other services, nothing waits in the outbox. */
    private void awaitGone() {
        await("nothing of " + mark).atMost(PATIENCE).untilAsserted(() -> assertThat(inDatabase()).isEmpty());
    }

    private static Map<String, Object> purchase(String email) {
        return Map.of("customer", Map.of("type", "email", "value", email), "order", "Z-1", "amount", 40, "currency",
                "EUR");
    }

    @Test
    void leavesNumbersAndTimesAndNothingThatTellsWhoItWas() {
        String position = accepted(post(event("order of " + mark, "contacthub.purchase.recorded.v1", purchase(email))));
        assertThat(position).isNotNull();
        accepted(post(event(RECEIVED, contact())));
        accepted(post(event("com.example.shipped.v1",
                Map.of("customer", Map.of("type", "phone", "value", phone), "summary", "Shipped to " + mark))));
        awaitTimeline("email:" + email, types -> types.contains("contacthub.promise.made.v1") && types.size() >= 4);
        String id = operator().get("/api/v1/customers/email:" + email).jsonPath().getString("id");
        String conversation = operator().get("/api/v1/customers/" + id + "/timeline?type=" + RECEIVED).jsonPath()
                .getString("data[0].conversation_id");
        operator().body(Map.of("text", "Dear " + surname + ", it is near")).post(
                "/api/v1/conversations/" + conversation + "/replies").then().statusCode(201);
        operator().body(Map.of("text", "a note about " + mark)).post(
                "/api/v1/conversations/" + conversation + "/notes").then().statusCode(201);
        assertThat(inDatabase()).hasSizeGreaterThan(5);
        JsonPath before = timeline(id, null);
        List<String> clocks = clocks(conversation);

        JsonPath receipt = erase("phone:" + phone);
        assertThat(receipt.getString("customer")).isEqualTo(id);
        assertThat(receipt.getString("state")).isEqualTo("under_way");
        assertThat(receipt.getInt("services[0].rows.timeline_entries")).isGreaterThan(5);
        assertThat(receipt.getList("missing")).containsExactly("segment-service", "notification-service");

        awaitGone();
        JsonPath after = timeline(id, null);
        assertThat(after.getList("data.id")).containsAll(before.getList("data.id"));
        for (String kept : List.of("type", "occurred_at", "channel", "direction")) {
            assertThat(without(after, before, kept)).isEqualTo(before.getList("data." + kept));
        }
        assertThat(after.getList("data.detail")).containsOnlyNulls();
        assertThat(clocks(conversation)).containsExactlyElementsOf(clocks);
        operator().get("/api/v1/customers/" + id + "/card").then().statusCode(200).body("name", nullValue());
        operator().get("/api/v1/customers/" + id).then().statusCode(200).body("erased_at", notNullValue());
        operator().get("/api/v1/customers/email:" + email).then().statusCode(404);
        assertThat(operator().queryParam("q", surname).get("/api/v1/customers").jsonPath().getList("data")).isEmpty();
        operator().body(Map.of("text", "still there?")).post("/api/v1/conversations/" + conversation + "/replies")
                .then().statusCode(409);
        assertThat(erase(id).getString("id")).isEqualTo(receipt.getString("id"));
    }

    @Test
    void erasesWhoWasMergedIntoTheCustomerToo() {
        String other = "m" + email;
        String position = accepted(post(event(RECEIVED, Map.of("channel", "email", "text", words,
                "from", Map.of("type", "email", "value", other), "profile", Map.of("last", "Maiden" + surname)))));
        timeline("email:" + other, position);
        timeline("email:" + email, accepted(post(event(RECEIVED, contact()))));
        String master = operator().get("/api/v1/customers/email:" + email).jsonPath().getString("id");
        String merged = operator().get("/api/v1/customers/email:" + other).jsonPath().getString("id");
        String merge = operator().body(Map.of("customers", List.of(master, merged), "master", master))
                .post("/api/v1/merges").then().statusCode(201).extract().path("merge.id");
        erase("email:" + other);
        awaitGone();
        for (String id : List.of(master, merged)) {
            operator().get("/api/v1/customers/" + id).then().statusCode(200).body("id", equalTo(master))
                    .body("name", nullValue()).body("erased_at", notNullValue());
        }
        operator().post("/api/v1/merges/" + merge + "/undo").then().statusCode(409);
    }

    /** What is shown of the entries that were there before; the end of open matters has added some. */
    private static List<Object> without(JsonPath after, JsonPath before, String field) {
        List<Object> known = before.getList("data.id");
        List<Object> all = after.getList("data.id");
        List<Object> values = after.getList("data." + field);
        return known.stream().map(id -> values.get(all.indexOf(id))).toList();
    }

    private static List<String> clocks(String conversation) {
        JsonPath shown = operator().get("/api/v1/conversations/" + conversation).jsonPath();
        return shown.getList("clocks.collect { it.kind + it.state + it.started + it.due + it.ended }");
    }

    @Test
    void endsWhatIsStillOpen() {
        accepted(post(event(RECEIVED, contact())));
        awaitTimeline("email:" + email, types -> types.contains("contacthub.promise.made.v1"));
        String conversation = timeline("email:" + email, null).getString("data[0].conversation_id");

        JsonPath receipt = erase("email:" + email);

        operator().get("/api/v1/conversations/" + conversation).then().body("status", equalTo("confirmed"))
                .body("clocks.state.unique()", equalTo(List.of("cancelled")));
        assertThat(operator().get("/api/v1/customers/" + receipt.getString("customer") + "/card").jsonPath()
                .getList("promises")).isEmpty();
        awaitGone();
    }

    @Test
    void tellsTheOtherServicesAndEndsTheReceiptWithTheirs() {
        String id = known();
        JsonPath receipt = erase(id);
        String erasure = receipt.getString("id");
        try (KafkaProbe probe = KafkaProbe.open()) {
            var told = probe.await(Topics.CONTACT_EVENTS, record -> id.equals(record.key()) && KafkaProbe
                    .header(record, "ce_type").filter(FactTypes.name(CustomerFact.Erased.class)::equals).isPresent());
            assertThat(Json.read(told.value(), CustomerFact.Erased.class).erasure()).isEqualTo(erasure);

            tell(probe, new ErasureFact.ScoresAnonymised(erasure, Map.of("purchases", 3L)), id);
            tell(probe, new ErasureFact.NotificationsAnonymised(erasure, Map.of("notifications", 2L)), id);
        }
        JsonPath complete = await("the receipt").atMost(PATIENCE).until(
                () -> operator().get("/api/v1/erasures/" + erasure).jsonPath(),
                now -> now.getString("gone_by") != null);
        assertThat(complete.getString("state")).isEqualTo("waiting");
        assertThat(complete.getInt("services.find { it.service == 'segment-service' }.rows.purchases")).isEqualTo(3);
        assertThat(Duration.between(Instant.now(), Instant.parse(complete.getString("gone_by"))).toDays())
                .isBetween(7L, 9L);
    }

    @Test
    void keepsNothingOfWhatWasTakenBeforeAndComesLate() {
        String id = known();
        Instant before = Instant.now();
        erase(id);
        try (KafkaProbe probe = KafkaProbe.open()) {
            late(probe, before, new ContactFact.Received("email", Address.of("email", email), null, words, null, null,
                    null, null, null, null));
            late(probe, before, new PurchaseFact.Recorded(new Address("phone", phone, surname), "Z-" + mark,
                    BigDecimal.TEN, "EUR", null, null, null));
            tell(probe, new NotificationFact.Requested(ids.next().toString(), "service", "email",
                    Address.of("email", email), words, "because"), id);
            awaitTimeline(id, types -> types.contains("contacthub.notification.requested.v1")
                    && types.contains("contacthub.purchase.recorded.v1") && count(types, RECEIVED) == 2);
            var amount = probe.await(Topics.CONTACT_EVENTS, record -> id.equals(record.key()) && KafkaProbe
                    .header(record, "ce_type").filter(FactTypes.name(PurchaseFact.Recorded.class)::equals).isPresent());
            var purchase = Json.read(amount.value(), PurchaseFact.Recorded.class);
            assertThat(purchase.amount()).isEqualByComparingTo("10");
            assertThat(leftovers.in(KafkaProbe.text(amount))).isFalse();
        }
        awaitGone();
        operator().get("/api/v1/customers/email:" + email).then().statusCode(404);
    }

    @Test
    void knowsWhoeverWritesFromThereAgainAsSomebodyNew() {
        String id = known();
        erase(id);
        String position = accepted(post(event(RECEIVED, contact())));
        assertThat(timeline("email:" + email, position).getList("data.type")).contains(RECEIVED);
        String now = operator().get("/api/v1/customers/email:" + email).jsonPath().getString("id");
        assertThat(now).isNotEqualTo(id);
        erase(now);
        awaitGone();
    }

    @Test
    void exportsEverythingBeforeAndNothingPersonalAfterwards() {
        String id = known();
        String export = operator().get("/api/v1/customers/email:" + email + "/export").then().statusCode(200)
                .extract().asString();
        assertThat(export).contains(email, phone, surname, words, "\"conversations\":[{", "\"clocks\":[{");
        assertThat(JsonPath.from(export).getList("timeline.type")).contains(RECEIVED);
        erase(id);
        String rest = operator().get("/api/v1/customers/" + id + "/export").then().statusCode(200).extract().asString();
        assertThat(leftovers.in(rest)).isFalse();
        awaitGone();
    }

    @Test
    void erasesByAgeWhomItSaidItWouldAndNobodyElse() {
        Instant longAgo = Instant.parse("2001-05-01T10:00:00Z");
        String active = "active-" + email;
        try (KafkaProbe probe = KafkaProbe.open()) {
            late(probe, longAgo, bought(email, "Z-" + mark));
            late(probe, longAgo, bought(active, "Z-2"));
        }
        accepted(post(event("contacthub.purchase.recorded.v1", purchase(active))));
        awaitTimeline("email:" + email, types -> types.size() == 1);
        awaitTimeline("email:" + active, types -> types.size() == 2);
        String id = operator().get("/api/v1/customers/email:" + email).jsonPath().getString("id");

        JsonPath tried = operator().body(Map.of("older_than", "P20Y")).post("/api/v1/retention/try").then()
                .statusCode(200).extract().jsonPath();
        assertThat(tried.getInt("rows.customers")).isEqualTo(1);
        assertThat(tried.getInt("rows.timeline_entries")).isEqualTo(1);
        operator().get("/api/v1/customers/email:" + email).then().statusCode(200);

        String run = operator().body(Map.of("older_than", "P20Y")).post("/api/v1/retention").then().statusCode(202)
                .extract().path("id");
        JsonPath done = await("the run").atMost(PATIENCE).until(
                () -> operator().get("/api/v1/retention/" + run).jsonPath(),
                now -> now.getString("state").equals("done"));
        assertThat(done.getInt("erased")).isEqualTo(1);
        assertThat(done.getInt("looked")).isGreaterThan(1);
        operator().get("/api/v1/customers/email:" + email).then().statusCode(404);
        operator().get("/api/v1/customers/" + id).then().body("erased_at", notNullValue());
        operator().get("/api/v1/customers/email:" + active).then().statusCode(200);
        erase("email:" + active);
        awaitGone();
        operator().body(Map.of("older_than", "P0D")).post("/api/v1/retention").then().statusCode(400)
                .body("errors[0].field", equalTo("older_than"));
    }

    private static PurchaseFact.Recorded bought(String email, String order) {
        return new PurchaseFact.Recorded(Address.of("email", email), order, BigDecimal.TEN, "EUR", null, null, null);
    }

    @Test
    void isForTheAdministratorAloneAndForCustomersThereAre() {
        integration().delete("/api/v1/customers/" + UUID.randomUUID()).then().statusCode(403);
        integration().get("/api/v1/customers/" + UUID.randomUUID() + "/export").then().statusCode(403);
        operator().delete("/api/v1/customers/" + UUID.randomUUID()).then().statusCode(404);
        operator().delete("/api/v1/customers/email:nobody@" + mark + ".example").then().statusCode(404);
        operator().get("/api/v1/erasures/" + UUID.randomUUID()).then().statusCode(404);
    }

    private String known() {
        String position = accepted(post(event(RECEIVED, contact())));
        assertThat(timeline("email:" + email, position).getList("data.type")).contains(RECEIVED);
        return operator().get("/api/v1/customers/email:" + email).jsonPath().getString("id");
    }

    private static long count(List<String> types, String type) {
        return types.stream().filter(type::equals).count();
    }

    private void tell(KafkaProbe probe, Fact fact, String customer) {
        Event<?> event = Event.of(fact, ids.next().toString(), "/another-service", customer, Instant.now());
        probe.send(event.topic(), customer, Json.text(event.data()), Wire.headers(event));
    }

    private void late(KafkaProbe probe, Instant taken, Fact fact) {
        Event<?> event = Event.of(fact, "late " + UUID.randomUUID(), "/test", null, taken);
        probe.send(Topics.CONTACT_INTAKE, "email:" + email, Json.text(event.data()), Wire.headers(event));
    }
}
