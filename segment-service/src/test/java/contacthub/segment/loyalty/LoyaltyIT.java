package contacthub.segment.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import contacthub.contracts.Address;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.ReviewFact;
import contacthub.segment.AloneInShop;
import contacthub.segment.Caller;
import contacthub.segment.OwnDatabase;
import contacthub.testkit.TestAccounts;

/** Purchases and reviews are rewarded once, operators give and take with a reason, and a tier follows the scores. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class LoyaltyIT extends AloneInShop {

    private static final String PROGRAMME = "/api/v1/loyalty-programme";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String customer = UUID.randomUUID().toString();
    private final String other = UUID.randomUUID().toString();
    private final Instant now = Instant.now();

    @BeforeEach
    void agree() {
        supervisor().body(programme(2)).put(PROGRAMME).then().statusCode(200).header("ETag", equalTo("\"1\""));
    }

    @Test
    void rewardsAPurchaseOnceAndRaisesTheTier() {
        var purchase = bought(customer, customer, "250");
        shop.tell(purchase, purchase);
        awaitPoints(customer, "25");
        assertThat(account(customer).getString("tier")).isNull();
        shop.tell(purchase, bought(customer, customer, "9"), bought(customer, customer, "10"));
        awaitPoints(customer, "26");
        assertThat(account(customer).getString("tier")).isEqualTo("silver");
        assertThat(account(customer).getString("because")).startsWith("3 orders");
        assertThat(entries(customer).getList("data.kind")).containsExactly("purchase", "purchase");
    }

    @Test
    void holdsBackTheRewardOfOneReviewTooMany() {
        shop.tell(review("a.example"), review("b.example"), review("c.example"));
        await().atMost(PATIENCE).until(() -> entries(customer).getList("data").size() == 3);
        awaitPoints(customer, "100");
        assertThat(entries(customer).getList("data.given")).containsExactly(false, true, true);
        assertThat(entries(customer).getString("data[0].because")).isEqualTo(
                "review on c.example, held back: 2 rewarded within 30 days, at most 2");
    }

    @Test
    void booksWhatAnOperatorGivesOnceAndTakesNoMoreThanThereIs() {
        shop.tell(bought(customer, customer, "10"));
        awaitPoints(customer, "1");
        String key = UUID.randomUUID().toString();
        book(key, "grant", "USD", "5.50").statusCode(201).body("operator", equalTo(TestAccounts.OPERATOR.user()));
        book(key, "grant", "USD", "5.50").statusCode(201);
        assertThat(new BigDecimal(account(customer).getString("balances.USD"))).isEqualByComparingTo("5.5");
        book(null, "withdrawal", "USD", "5.51").statusCode(422).body("errors.field", hasItem("amount"));
        book(null, "withdrawal", "USD", "5.50").statusCode(201);
        assertThat(new BigDecimal(account(customer).getString("balances.USD"))).isZero();
        book(null, "grant", "stars", "1").statusCode(400).body("errors.field", hasItem("unit"));
    }

    @Test
    void addsUpMergedCustomersAndGivesBackWhatCameOverTheAddressesOfAnUndoneMerge() {
        shop.tell(bought(customer, customer, "10"), bought(other, other, "20"));
        awaitPoints(customer, "1");
        awaitPoints(other, "2");
        shop.tell(event(customer, new CustomerFact.Merged(other, customer, 2L, UUID.randomUUID().toString())));
        awaitPoints(customer, "3");
        shop.tell(bought(customer, other, "40"));
        awaitPoints(customer, "7");
        shop.tell(event(customer, new CustomerFact.Unmerged(other, customer, 3L, UUID.randomUUID().toString(),
                List.of(address(other)))));
        awaitPoints(other, "6");
        awaitPoints(customer, "1");
        shop.tell(bought(customer, other, "80"));
        awaitPoints(other, "14");
        assertThat(points(customer)).isEqualByComparingTo("1");
    }

    @Test
    void keepsOnlyNumbersOfAnErasedCustomer() {
        shop.tell(review("secret.example"));
        awaitPoints(customer, "50");
        shop.tell(event(customer, new CustomerFact.Erased(UUID.randomUUID().toString())));
        await().atMost(PATIENCE)
                .until(() -> entries(customer).getList("data.because").equals(List.of("erased")));
        assertThat(points(customer)).isEqualByComparingTo("50");
        assertThat(Caller.as(TestAccounts.ADMINISTRATOR).get("/api/v1/customers/" + customer + "/export").asString())
                .contains("loyalty").doesNotContain("secret.example");
    }

    @Test
    void changesTheProgrammeOnlyInTheVersionThatWasRead() {
        supervisor().header("If-Match", "\"0\"").body(programme(3)).put(PROGRAMME).then().statusCode(412);
        supervisor().header("If-Match", "\"1\"").body(programme(3)).put(PROGRAMME).then().statusCode(200);
        Caller.as(TestAccounts.OPERATOR).get(PROGRAMME).then().header("ETag", equalTo("\"2\""))
                .body("review.at_most", equalTo(3));
        Caller.as(TestAccounts.OPERATOR).contentType(ContentType.JSON).body(programme(3)).put(PROGRAMME).then()
                .statusCode(403);
        supervisor().body(programme(0)).put(PROGRAMME).then().statusCode(400).body("errors.field",
                hasItem("review.at_most"));
    }

    private static Map<String, Object> programme(int reviews) {
        return Map.of("tiers", List.of(Map.of("name", "silver", "orders_from", 3, "discount_percent", 5)),
                "amount_per_point", Map.of("USD", 10), "review", Map.of("points", 50, "at_most", reviews, "days", 30),
                "because", "test");
    }

    private ValidatableResponse book(String key, String kind, String unit, String amount) {
        RequestSpecification request = Caller.as(TestAccounts.OPERATOR).contentType(ContentType.JSON);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .body(Map.of("kind", kind, "unit", unit, "amount", new BigDecimal(amount), "because", "an apology"))
                .post(path(customer) + "/entries").then();
    }

    private static RequestSpecification supervisor() {
        return Caller.as(TestAccounts.SUPERVISOR).contentType(ContentType.JSON);
    }

    private static String path(String customer) {
        return "/api/v1/customers/" + customer + "/loyalty";
    }

    private static JsonPath account(String customer) {
        return Caller.read(path(customer));
    }

    private static JsonPath entries(String customer) {
        return Caller.read(path(customer) + "/entries");
    }

    private static BigDecimal points(String customer) {
        String points = account(customer).getString("balances.points");
        return points == null ? BigDecimal.ZERO : new BigDecimal(points);
    }

    private static void awaitPoints(String customer, String points) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(points(customer)).isEqualByComparingTo(points));
    }

    private Event<ReviewFact.Recorded> review(String site) {
        return event(customer, new ReviewFact.Recorded(site, Address.of("email", "c@example.org"), null, "good", null));
    }

    private Event<PurchaseFact.Recorded> bought(String customer, String over, String amount) {
        return event(customer, new PurchaseFact.Recorded(address(over), UUID.randomUUID().toString(),
                new BigDecimal(amount), "USD", null, null, null));
    }

    private static Address address(String owner) {
        return Address.of("external", "shop/" + owner);
    }

    private <T extends Fact> Event<T> event(String about, T fact) {
        return Event.of(fact, UUID.randomUUID().toString(), "/contact-service", about, now);
    }
}
