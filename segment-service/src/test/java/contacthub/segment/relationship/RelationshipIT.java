package contacthub.segment.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.Profile;
import contacthub.segment.AloneInShop;
import contacthub.segment.Caller;
import contacthub.segment.OwnDatabase;
import contacthub.segment.Shop;
import contacthub.testkit.TestAccounts;

/** A customer's relationship follows what it does, until an operator says otherwise. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class RelationshipIT extends AloneInShop {

    private final String customer = UUID.randomUUID().toString();
    private final String other = UUID.randomUUID().toString();
    private final Instant now = Instant.now();

    @Test
    void followsPurchasesAndWhatIsKnownOfACompany() {
        shop.tell(Shop.purchase(customer, now.minus(Duration.ofDays(400)), "1"));
        awaitType(customer, "one_off_buyer");
        shop.tell(Shop.purchase(customer, now, "1"));
        awaitType(customer, "exploiter");
        for (int days = 1; days < 4; days++) {
            shop.tell(Shop.purchase(customer, now.minus(Duration.ofDays(days)), "1"));
        }
        awaitType(customer, "loyal");
        assertThat(read(customer).getList("computed.because", String.class).get(1))
                .startsWith("close: 4 purchase days and 0 contacts");
        shop.tell(event(new CustomerFact.Identified(List.of(),
                new Profile(null, null, null, null, "Acme", null), null)));
        awaitType(customer, "relationship_client");
    }

    @Test
    void holdsWhatAnOperatorSaysUntilItIsTakenBackAndKeepsTheHistory() {
        shop.tell(Shop.purchase(customer, now, "1"));
        awaitType(customer, "one_off_buyer");
        put(customer, "loyal", "\"0\"").statusCode(200).header("ETag", equalTo("\"1\""))
                .body("type", equalTo("loyal")).body("computed.type", equalTo("one_off_buyer"));
        put(customer, "seeker", "\"0\"").statusCode(412);
        operator().delete(path(customer)).then().statusCode(204);
        operator().delete(path(customer)).then().statusCode(404);
        assertThat(read(customer).getString("type")).isEqualTo("one_off_buyer");
        assertThat(read(customer).getList("changes.because")).containsExactly("taken back", "a friend");
        put(customer, "enemy", null).statusCode(400).body("errors.field", hasItem("type"));
    }

    @Test
    void goesAlongWithAMergeAndBack() {
        shop.tell(Shop.purchase(customer, now, "1"), Shop.purchase(other, now, "1"));
        awaitType(customer, "one_off_buyer");
        awaitType(other, "one_off_buyer");
        put(other, "loyal", null).statusCode(200);
        shop.tell(event(new CustomerFact.Merged(other, customer, 2L, UUID.randomUUID().toString())));
        awaitType(customer, "loyal");
        shop.tell(event(new CustomerFact.Unmerged(other, customer, 3L, UUID.randomUUID().toString(), List.of())));
        awaitType(customer, "one_off_buyer");
        assertThat(read(other).getString("type")).isEqualTo("loyal");
    }

    private static void awaitType(String customer, String type) {
        await().atMost(Duration.ofSeconds(20)).until(() -> type.equals(read(customer).getString("type")));
    }

    private static JsonPath read(String customer) {
        return Caller.read(path(customer));
    }

    private static String path(String customer) {
        return "/api/v1/customers/" + customer + "/relationship";
    }

    private static ValidatableResponse put(String customer, String type, String ifMatch) {
        RequestSpecification request = ifMatch == null ? operator() : operator().header("If-Match", ifMatch);
        return request.body(Map.of("type", type, "because", "a friend")).put(path(customer)).then();
    }

    private static RequestSpecification operator() {
        return Caller.as(TestAccounts.OPERATOR).contentType(ContentType.JSON);
    }

    private <T extends Fact> Event<T> event(T fact) {
        return Event.of(fact, UUID.randomUUID().toString(), "/contact-service", customer, now);
    }
}
