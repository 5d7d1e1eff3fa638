package contacthub.notification.preference;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.notification.RunningService;

/** What customers do is proposed as what they like, and counts once somebody says so. */
@QuarkusTest
class ProposalsIT extends RunningService {

    @Test
    void countsOnceConfirmed() {
        UUID customer = writesByTelegram("8101");
        decision(customer).body("channel", equalTo("email"));
        operator().post(path(customer) + "/channels/confirm").then().statusCode(200)
                .body("channels", contains("messenger", "email"));
        decision(customer).body("channel", equalTo("messenger")).body("decided_by", equalTo("channel_preference"));
        operator().post(path(customer) + "/channels/confirm").then().statusCode(404);
    }

    @Test
    void isProposedNoMoreOnceDeclined() {
        UUID customer = writesByTelegram("8102");
        operator().post(path(customer) + "/channels/decline").then().statusCode(204);
        operator().get(path(customer)).then().body("data.wish", contains("messenger"));
        decision(customer).body("channel", equalTo("email"));
    }

    private static UUID writesByTelegram(String chat) {
        Address telegram = Address.of("telegram", chat);
        UUID customer = customer("ru", telegram, Address.of("email", chat + "@example.org"));
        operator().get(path(customer)).then().statusCode(200).body("data", empty());
        operator().contentType("application/json").body("{\"channels\":[\"email\"]}")
                .patch("/api/v1/customers/" + customer + "/preferences").then().statusCode(200);
        for (int i = 0; i < 5; i++) {
            tell(fact(new ContactFact.Received("telegram", telegram, null, "n" + i, null, null, null, null, null, null),
                    customer, null));
        }
        Awaitility.await("a proposal").atMost(PATIENCE).untilAsserted(() -> operator().get(path(customer)).then()
                .body("data.wish", contains("channels", "messenger"))
                .body("data[0].because", equalTo("5 of 5 contacts came by messenger")));
        return customer;
    }

    private static ValidatableResponse decision(UUID customer) {
        return operator().get("/api/v1/customers/" + customer + "/channel-decision?category=service").then()
                .statusCode(200);
    }

    private static String path(UUID customer) {
        return "/api/v1/customers/" + customer + "/preferences/proposals";
    }
}
