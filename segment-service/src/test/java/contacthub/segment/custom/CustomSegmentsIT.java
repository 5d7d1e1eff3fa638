package contacthub.segment.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.Json;
import contacthub.contracts.Profile;
import contacthub.contracts.SegmentFact;
import contacthub.contracts.SegmentUseFact;
import contacthub.contracts.Topics;
import contacthub.runtime.event.Wire;
import contacthub.segment.AloneInShop;
import contacthub.segment.Caller;
import contacthub.segment.Everybody;
import contacthub.segment.OwnDatabase;
import contacthub.segment.Shop;
import contacthub.testkit.KafkaProbe;
import contacthub.testkit.TestAccounts;

/** Customers enter and leave custom segments as things happen and by the clock, each with the reason. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class CustomSegmentsIT extends AloneInShop {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private String customer;

    @BeforeEach
    void meet() {
        customer = ids.next().toString();
    }

    @Test
    void noPurchaseForNinetyDaysMovesACustomerByTheClockOnce() {
        Author.add("custom.quiet", "purchases(90) == 0 && purchase_days > 0");
        Instant bought = Instant.now().minus(Duration.ofDays(90)).plusSeconds(5);
        shop.tell(Shop.purchase(customer, bought, "10"));
        Everybody.awaitPurchases(1);
        assertThat(members("custom.quiet")).isEmpty();

        var entered = shop.heard(customer, SegmentFact.Entered.class, fact -> fact.segment().equals("custom.quiet"));
        SegmentFact.Entered fact = Json.read(entered.value(), SegmentFact.Entered.class);
        assertThat(fact.ruleVersion()).isEqualTo("custom.quiet-1");
        assertThat(fact.numbers()).containsEntry("purchases(90)", "0").containsEntry("purchase_days", "1");
        assertThat(fact.because()).isEqualTo(
                "purchases(90) == 0 && purchase_days > 0 is true: purchases(90) is 0, purchase_days is 1");
        assertThat(Instant.parse(KafkaProbe.header(entered, "ce_time").orElseThrow()))
                .isBetween(bought.plus(Duration.ofDays(90)), bought.plus(Duration.ofDays(90)).plusSeconds(3));

        shop.tell(Shop.purchase(customer, Instant.now(), "10"));
        shop.heard(customer, SegmentFact.Left.class, left -> left.segment().equals("custom.quiet")
                && left.numbers().get("purchases(90)").equals("1"));
        assertThat(entries("custom.quiet")).hasSize(1);
        JsonPath history = Caller.read("/api/v1/customers/" + customer + "/segment-history");
        assertThat(history.getList("data.findAll { it.family == 'custom.quiet' }.previous"))
                .containsExactly("custom.quiet", null);
    }

    /** The moment passes while nobody can take the customer, as while every instance is down. */
    @Test
    void whatTheClockMissedIsMadeUpForOnce() throws Exception {
        Author.add("custom.quiet", "purchases(90) == 0 && purchase_days > 0");
        Instant bought = Instant.now().minus(Duration.ofDays(90)).plusSeconds(4);
        shop.tell(Shop.purchase(customer, bought, "10"));
        Everybody.awaitPurchases(1);
        try (var connection = Everybody.connect(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 1 FROM customer FOR UPDATE");
            await().atMost(PATIENCE).until(() -> Everybody
                    .number("SELECT count(*) FROM custom_segment_check WHERE at < now() - interval '1 s'") == 1);
            assertThat(members("custom.quiet")).isEmpty();
            connection.rollback();
        }
        await().atMost(PATIENCE).until(() -> members("custom.quiet").contains(customer));
        shop.heard(customer, SegmentFact.Entered.class, fact -> fact.segment().equals("custom.quiet"));
        assertThat(Everybody.number("SELECT count(*) FROM custom_segment_check")).isZero();
        assertThat(entries("custom.quiet")).hasSize(1);
    }

    @Test
    void followsContactsComplaintsAndWhatIsKnownOfACustomer() {
        Author.add("custom.unhappy", "complaints(30) >= 2");
        Author.add("custom.talkative", "contacts(7) > 2");
        Author.add("custom.northern", "town == 'Murmansk' && language == 'ru'");
        shop.tell(event(new CustomerFact.Changed(profile("Murmansk"), null, "ru")), complaint(), contact(), contact());
        awaitMember("custom.northern");
        shop.tell(complaint(), contact());
        awaitMember("custom.unhappy");
        awaitMember("custom.talkative");
        Caller.as(TestAccounts.OPERATOR).get("/api/v1/customers/" + customer + "/segments").then()
                .body("data.segment", contains("custom.northern", "custom.talkative", "custom.unhappy"))
                .body("data.find { it.segment == 'custom.northern' }.numbers.size()", equalTo(0));
        shop.tell(event(new CustomerFact.Changed(profile("Sochi"), null, "ru")));
        shop.heard(customer, SegmentFact.Left.class, left -> left.segment().equals("custom.northern"));
    }

    @Test
    void forgetsWhatWasKnownOfAnErasedCustomer() {
        Author.add("custom.northern", "town == 'Murmansk'");
        shop.tell(event(new CustomerFact.Changed(profile("Murmansk"), null, null)));
        awaitMember("custom.northern");
        shop.tell(event(new CustomerFact.Erased(UUID.randomUUID().toString())));
        await().atMost(PATIENCE).until(() -> members("custom.northern").isEmpty());
        assertThat(Everybody.number("SELECT count(*) FROM customer_profile")).isZero();
    }

    @Test
    void judgesEverybodyAnewAfterAnEditAndGoesOnWhereACrashLeftIt() {
        List<String> customers = Stream.generate(() -> ids.next().toString()).limit(30).sorted().toList();
        shop.tell(customers.stream().map(one -> Shop.purchase(one, Instant.now(), "50")).toList());
        Everybody.awaitPurchases(30);
        Author.add("custom.spenders", "spent(30) > 100");
        assertThat(members("custom.spenders")).isEmpty();
        Author.change("custom.spenders", Map.of("expression", "spent(30) >= 50")).statusCode(200);
        Author.awaitPass("custom.spenders");
        assertThat(members("custom.spenders")).isEqualTo(customers);
        Author.supervisor().get(Author.PATH + "/custom.spenders").then().body("recalculation.percent", equalTo(100))
                .body("recalculation.done", equalTo(30)).body("recalculation.customers", equalTo(30));

        Everybody.execute("DELETE FROM membership");
        Everybody.execute("INSERT INTO custom_segment_pass (id, state, because, begun_at, customers, done, passed) "
                + "VALUES ('" + ids.next() + "', 'running', 'left by a crash', now(), 30, 20, '" + customers.get(19)
                + "')");
        Author.awaitPass("custom.spenders");
        assertThat(members("custom.spenders")).isEqualTo(customers.subList(20, 30));
    }

    @Test
    void triesAnExpressionWithoutEffect() {
        shop.tell(Shop.purchase(customer, Instant.now(), "10"), Shop.purchase(ids.next().toString(),
                Instant.now().minus(Duration.ofDays(100)), "10"));
        Everybody.awaitPurchases(2);
        tried("purchases(90) > 0").body("size", equalTo(1)).body("sample", contains(customer))
                .body("customers", equalTo(2)).body("complete", equalTo(true)).body("errors.size()", equalTo(0));
        tried("10 / (purchases(90) - 1) < 0").body("size", equalTo(1))
                .body("errors.message", contains(containsString("cannot be evaluated for " + customer)));
        assertThat(Everybody.number("SELECT count(*) FROM membership WHERE family LIKE 'custom%'")).isZero();
    }

    @Test
    void refusesToDeleteWhatIsUsedAndNamesTheUsers() {
        Author.add("custom.big", "spent(365) > 5");
        shop.tell(Shop.purchase(customer, Instant.now(), "10"));
        awaitMember("custom.big");
        declare("sla-policy/big-customers", List.of("activity.vip", "custom.big"), 1);
        Author.supervisor().body(Map.of("title", "Gift", "cool_down_days", 1, "segments", List.of("custom.big")))
                .put("/api/v1/offers/gift-big").then().statusCode(200);
        await().atMost(PATIENCE).untilAsserted(() -> Author.supervisor().delete(Author.PATH + "/custom.big").then()
                .statusCode(409)
                .body("errors.field", containsInAnyOrder("sla-policy/big-customers", "offer/gift-big"))
                .body("detail", containsString("sla-policy/big-customers, offer/gift-big")));
        Author.supervisor().get(Author.PATH + "/custom.big").then()
                .body("used_by", contains("sla-policy/big-customers", "offer/gift-big"));

        Author.supervisor().delete("/api/v1/offers/gift-big").then().statusCode(204);
        declare("sla-policy/big-customers", List.of("activity.vip"), 2);
        await().atMost(PATIENCE).untilAsserted(
                () -> Author.supervisor().delete(Author.PATH + "/custom.big").then().statusCode(204));
        shop.heard(customer, SegmentFact.Left.class, left -> left.segment().equals("custom.big")
                && left.because().equals("the segment was deleted"));
        Author.supervisor().get(Author.PATH + "/custom.big").then().statusCode(404);
        Author.supervisor().get(Author.PATH + "/custom.big/versions").then().body("data.version", contains(2, 1))
                .body("data.deleted", contains(true, false));
    }

    @Test
    void changesOnlyTheVersionThatWasReadAndNamesWhatIsWrong() {
        Author.add("custom.any", "true");
        Caller.as(TestAccounts.OPERATOR).get(Author.PATH).then().body("data.name", hasItems("custom.any",
                "activity.vip"));
        Author.change("custom.any", Map.of("description", "all")).statusCode(200).header("ETag", equalTo("\"2\""))
                .body("expression", equalTo("true")).body("description", equalTo("all"));
        Author.supervisor().header("If-Match", "\"1\"").body(Map.of("position", 5)).patch(Author.PATH + "/custom.any")
                .then().statusCode(412);
        Author.change("custom.any", Map.of("expression", "r > 1 && colour == 'red'")).statusCode(400)
                .body("errors.field", contains("expression"))
                .body("errors.reason", contains("at 9: there is no colour"));
        Author.change("custom.any", Map.of("position", 0)).statusCode(400).body("errors.field", hasItem("position"));
        Author.change("custom.any", Map.of("colour", 1)).statusCode(400).body("errors.field", hasItem("colour"));
        Author.supervisor().body(Map.of("name", "custom.any", "expression", "true")).post(Author.PATH).then()
                .statusCode(409);
        Author.supervisor().body(Map.of("name", "vip", "expression", "true")).post(Author.PATH).then().statusCode(400)
                .body("errors.field", hasItem("name"));
        Caller.as(TestAccounts.OPERATOR).contentType("application/json").body(Map.of("position", 5))
                .patch(Author.PATH + "/custom.any").then().statusCode(403);
        Author.supervisor().delete(Author.PATH + "/custom.any").then().statusCode(204);
        Caller.as(TestAccounts.OPERATOR).get(Author.PATH).then().body("data.name", not(hasItem("custom.any")));
    }

    private static io.restassured.response.ValidatableResponse tried(String expression) {
        return Author.supervisor().body(Map.of("expression", expression)).post(Author.PATH + "/try").then()
                .statusCode(200);
    }

    private static List<String> members(String segment) {
        return Everybody.rows("SELECT customer FROM membership WHERE segment = '" + segment + "' ORDER BY 1");
    }

    private void awaitMember(String segment) {
        await().atMost(PATIENCE).until(() -> members(segment).contains(customer));
    }

    private List<SegmentFact.Entered> entries(String segment) {
        return shop.heardSoFar(customer, SegmentFact.Entered.class).stream()
                .filter(fact -> fact.segment().equals(segment)).toList();
    }

    private static void declare(String user, List<String> segments, long version) {
        var use = Event.of(new SegmentUseFact.Declared(user, segments, version), UUID.randomUUID().toString(),
                "/contact-service", user, Instant.now());
        try (KafkaProbe probe = KafkaProbe.open()) {
            probe.send(Topics.SEGMENT_USES, user, Json.text(use.data()), Wire.headers(use));
        }
    }

    private static Profile profile(String town) {
        return new Profile(null, null, null, null, null, town);
    }

    private <T extends Fact> Event<T> event(T fact) {
        return Event.of(fact, UUID.randomUUID().toString(), "/contact-service", customer, Instant.now());
    }

    private Event<?> contact() {
        return event(new ContactFact.Received("email", Address.of("email", "c@example.org"), null, "text", null, null,
                "question", null, null, null));
    }

    private Event<?> complaint() {
        return event(new ConversationFact.Opened(UUID.randomUUID().toString(), "email", null, "complaint", null));
    }
}
