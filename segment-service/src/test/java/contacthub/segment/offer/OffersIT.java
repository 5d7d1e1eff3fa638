package contacthub.segment.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.segment.Caller;
import contacthub.segment.Shop;
import contacthub.testkit.HubStack;
import contacthub.testkit.TestAccounts;

/** Offers go to whom they fit, rest after a refusal, and are hidden from customers who are angry. */
@QuarkusTest
@WithTestResource(value = HubStack.class, initArgs = @ResourceArg(name = "database", value = "segment"))
class OffersIT {

    private final Shop shop = new Shop();
    private final String customer = UUID.randomUUID().toString();
    private final String offer = "offer-" + customer;
    private final Instant now = Instant.now();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void hidesOffersWhileAComplaintIsOpenAndUntilACalmContact() {
        put(offer, Map.of());
        shop.tell(Shop.purchase(customer, now, "10"));
        awaitOffered();
        String conversation = UUID.randomUUID().toString();
        shop.tell(event(new ConversationFact.Opened(conversation, "email", null, "complaint", null), 1));
        awaitHidden("open complaints: 1");
        shop.tell(event(new ConversationFact.Resolved(conversation, "olga"), 2));
        awaitOffered();
        shop.tell(event(new ConversationFact.Reopened(conversation, "olga", "not solved"), 3));
        awaitHidden("open complaints: 1");
        shop.tell(event(contact("complaint"), 4), event(new ConversationFact.Resolved(conversation, "olga"), 5));
        awaitHidden("the last contact was a complaint");
        shop.tell(event(contact("question"), 6));
        awaitOffered();
    }

    @Test
    void calmContactBeforeTheAngryOneDoesNotShowOffersAgain() {
        put(offer, Map.of());
        shop.tell(event(contact("complaint"), 5), event(contact("question"), 1),
                Shop.purchase(customer, now, "10"));
        await().atMost(Duration.ofSeconds(20)).until(() -> !Caller.read(path() + "/scores").getMap("").isEmpty());
        assertThat(hidden()).contains("the last contact was a complaint");
    }

    @Test
    void hidesOffersFromTheWholeCustomerAfterAMerge() {
        put(offer, Map.of());
        String angry = UUID.randomUUID().toString();
        shop.tell(Shop.purchase(customer, now, "10"));
        shop.tell(Event.of(contact("complaint"), UUID.randomUUID().toString(), "/contact-service", angry, now));
        awaitOffered();
        shop.tell(Event.of(new CustomerFact.Merged(angry, customer, 1L, UUID.randomUUID().toString()),
                UUID.randomUUID().toString(), "/contact-service", customer, now));
        awaitHidden("the last contact was a complaint");
    }

    @Test
    void refusalStartsTheCoolDownAndLowersTheRank() {
        String other = "a-" + offer;
        put(offer, Map.of("refusal_labels", List.of("too-dear")));
        put(other, Map.of());
        shop.tell(Shop.purchase(customer, now, "10"));
        awaitOffered();
        tell(other, "declined", null).statusCode(201);
        tell(offer, "declined", "too-dear").statusCode(201).body("label", equalTo("too-dear"));
        JsonPath after = Caller.read(path() + "/offers");
        assertThat(after.getList("data.offer")).doesNotContain(offer, other);
        assertThat(after.getList("resting.offer")).contains(offer, other);
        String stranger = UUID.randomUUID().toString();
        shop.tell(Shop.purchase(stranger, now, "10"));
        JsonPath others = Caller.read("/api/v1/customers/" + stranger + "/offers");
        assertThat(others.getList("data.findAll { it.offer == '" + offer + "' }.chance", Float.class))
                .singleElement().satisfies(chance -> assertThat(chance).isBetween(0.33f, 0.34f));
    }

    @Test
    void repeatedFeedbackWithTheSameKeyCountsOnce() {
        put(offer, Map.of("cool_down_days", 0));
        shop.tell(Shop.purchase(customer, now, "10"));
        awaitOffered();
        for (int i = 0; i < 2; i++) {
            feedback().header("Idempotency-Key", offer).body(Map.of("customer", customer, "outcome", "accepted"))
                    .post("/api/v1/offers/" + offer + "/feedback").then().statusCode(201);
        }
        assertThat(Caller.read(path() + "/offers").getList("data.find { it.offer == '" + offer + "' }.because",
                String.class)).contains("accepted by 1 of 1 who answered");
    }

    @Test
    void offersOnlyToTheSegmentsAndScoresItIsFor() {
        put(offer, Map.of("segments", List.of("activity.newcomer"), "r_from", 5));
        put("vip-" + offer, Map.of("segments", List.of("activity.vip")));
        shop.tell(Shop.purchase(customer, now, "10"));
        awaitOffered();
        JsonPath offers = Caller.read(path() + "/offers");
        assertThat(offers.getList("data.offer")).doesNotContain("vip-" + offer);
        assertThat(offers.getList("data.find { it.offer == '" + offer + "' }.because", String.class))
                .contains("in segment activity.newcomer", "recency score 5, at least 5 wanted");
    }

    @Test
    void changesAnOfferOnlyInTheVersionThatWasRead() {
        put(offer, Map.of());
        put(offer, Map.of("title", "Better"));
        supervisor().header("If-Match", "\"1\"").body(form(Map.of())).put("/api/v1/offers/" + offer).then()
                .statusCode(412);
        Caller.as(TestAccounts.OPERATOR).get("/api/v1/offers/" + offer).then().header("ETag", equalTo("\"2\""))
                .body("title", equalTo("Better"));
        supervisor().delete("/api/v1/offers/" + offer).then().statusCode(204);
        Caller.as(TestAccounts.OPERATOR).get("/api/v1/offers/" + offer).then().statusCode(404);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        put(offer, Map.of("refusal_labels", List.of("too-dear")));
        shop.tell(Shop.purchase(customer, now, "10"));
        awaitOffered();
        tell(offer, "declined", "unheard-of").statusCode(400).body("errors.field", hasItem("label"));
        tell(offer, "perhaps", null).statusCode(400).body("errors.field", hasItem("outcome"));
        supervisor().body(form(Map.of("r_from", 6))).put("/api/v1/offers/" + offer).then().statusCode(400)
                .body("errors.field", hasItem("r_from"));
        feedback().body(form(Map.of())).put("/api/v1/offers/" + offer).then().statusCode(403);
    }

    private ValidatableResponse tell(String name, String outcome, String label) {
        Map<String, Object> body = new HashMap<>(Map.of("customer", customer, "outcome", outcome));
        body.put("label", label);
        return feedback().body(body).post("/api/v1/offers/" + name + "/feedback").then();
    }

    private static RequestSpecification feedback() {
        return Caller.as(TestAccounts.OPERATOR).contentType(ContentType.JSON);
    }

    private static RequestSpecification supervisor() {
        return Caller.as(TestAccounts.SUPERVISOR).contentType(ContentType.JSON);
    }

    private static Map<String, Object> form(Map<String, Object> changes) {
        Map<String, Object> form = new HashMap<>(Map.of("title", "Ten percent", "cool_down_days", 30));
        form.putAll(changes);
        return form;
    }

    private static void put(String name, Map<String, Object> changes) {
        supervisor().body(form(changes)).put("/api/v1/offers/" + name).then().statusCode(200);
    }

    private static ContactFact.Received contact(String kind) {
        return new ContactFact.Received("email", Address.of("email", "c@example.org"), null, "text", null, null, kind,
                null, null, null);
    }

    private <T extends Fact> Event<T> event(T fact, int second) {
        return Event.of(fact, UUID.randomUUID().toString(), "/contact-service", customer, now.plusSeconds(second));
    }

    private String path() {
        return "/api/v1/customers/" + customer;
    }

    private String hidden() {
        return String.join("; ", Caller.read(path() + "/offers").getList("hidden_because", String.class));
    }

    private void awaitHidden(String because) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(hidden()).contains(because);
            assertThat(Caller.read(path() + "/offers").getList("data")).isEmpty();
        });
    }

    private void awaitOffered() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(Caller.read(path() + "/offers").getList("data.offer")).contains(offer));
    }
}
