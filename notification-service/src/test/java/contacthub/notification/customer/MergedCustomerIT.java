package contacthub.notification.customer;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.List;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

import contacthub.contracts.Address;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.notification.RunningService;

/** Two customers become one and two again: what they like and allow follows. */
@QuarkusTest
class MergedCustomerIT extends RunningService {

    private static final String CATEGORY = "offer";

    @Test
    void readsMergedCustomersAsOneAndUndoneOnesApart() {
        String mail = UUID.randomUUID() + "@example.com";
        UUID master = customer("ru", Address.of("email", mail));
        UUID other = customer("en", Address.of("telegram", "t-" + mail));
        consent(master, "granted", "2026-01-01T00:00:00Z");
        consent(other, "withdrawn", "2026-02-01T00:00:00Z");
        order(master, "email");
        order(other, "messenger");

        tell(merged(master, other, 2L, master));
        Awaitility.await().atMost(PATIENCE).until(() -> consents(other) == 2);
        operator().get("/api/v1/customers/" + master + "/consents").then().body("data", hasSize(2))
                .body("data[0].status", equalTo("withdrawn"));
        operator().get("/api/v1/customers/" + other + "/preferences").then()
                .body("channels", contains("messenger"));
        order(master, "sms");
        operator().get("/api/v1/customers/telegram:t-" + mail + "/preferences").then().body("channels",
                contains("sms"));

        tell(unmerged(master, other, 3L));
        Awaitility.await().atMost(PATIENCE).until(() -> consents(other) == 1);
        operator().get("/api/v1/customers/" + other + "/preferences").then().body("channels", contains("messenger"));
        operator().get("/api/v1/customers/" + master + "/preferences").then().body("channels", contains("sms"));
        operator().get("/api/v1/customers/" + master + "/consents").then().body("data", hasSize(1));
    }

    @Test
    void followsTheGreatestVersionWhateverComesFirst() {
        UUID master = customer("ru");
        UUID other = customer("ru");
        consent(master, "granted", "2026-01-01T00:00:00Z");
        tell(unmerged(master, other, 3L));
        tell(merged(master, other, 2L, other));
        tell(merged(master, other, 4L, other));
        Awaitility.await().atMost(PATIENCE).until(() -> consents(other) == 1);
    }

    private static int consents(UUID customer) {
        return operator().get("/api/v1/customers/" + customer + "/consents").jsonPath().getList("data").size();
    }

    private static void consent(UUID customer, String status, String at) {
        operator().contentType(ContentType.JSON)
                .body("{\"purpose\":\"" + CATEGORY + "\",\"channel\":\"email\",\"status\":\"" + status + "\",\"at\":\""
                        + at
                        + "\"}")
                .post("/api/v1/customers/" + customer + "/consents").then().statusCode(201);
    }

    private static void order(UUID customer, String channel) {
        operator().contentType(ContentType.JSON).body("{\"channels\":[\"" + channel + "\"]}")
                .patch("/api/v1/customers/" + customer + "/preferences").then().statusCode(200);
    }

    private static Event<?> merged(UUID master, UUID other, long version, UUID key) {
        return about(
                new CustomerFact.Merged(other.toString(), master.toString(), version, UUID.randomUUID().toString()),
                key);
    }

    private static Event<?> unmerged(UUID master, UUID other, long version) {
        return about(new CustomerFact.Unmerged(other.toString(), master.toString(), version,
                UUID.randomUUID().toString(), List.of()), other);
    }

    private static Event<?> about(Fact fact, UUID key) {
        return fact(fact, key, null);
    }
}
