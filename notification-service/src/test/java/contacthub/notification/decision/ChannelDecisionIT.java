package contacthub.notification.decision;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

import contacthub.contracts.Address;
import contacthub.notification.RunningService;

/** The decision is explained over HTTP from what is really known. */
@QuarkusTest
class ChannelDecisionIT extends RunningService {

    @Test
    void followsWhatCustomerLikesAndAllows() {
        UUID customer = customer("ru", Address.of("email", "decide@example.org"), Address.of("phone", "+79160000000"));
        decision(customer, "service").body("channel", equalTo("email")).body("decided_by", equalTo("system_default"))
                .body("rejected", hasSize(5));
        operator().contentType(ContentType.JSON)
                .body("{\"channels\":[\"sms\"],\"categories\":{\"complaint\":[\"call\"]}}")
                .patch("/api/v1/customers/" + customer + "/preferences").then().statusCode(200);

        decision(customer, "service").body("channel", equalTo("sms")).body("decided_by", equalTo("channel_preference"));
        decision(customer, "complaint").body("channel", equalTo("call"))
                .body("decided_by", equalTo("category_preference"));
        decision(customer, "offer").body("channel", nullValue()).body("decided_by", equalTo("consent"))
                .body("rejected.find { it.channel == 'sms' }.because", equalTo("consent: never granted for offer"));
        decision(customer, "service&critical=true").body("channel", equalTo("sms"))
                .body("decided_by", equalTo("critical"));
    }

    @Test
    void namesWhatIsWrong() {
        UUID customer = customer("ru");
        operator().get("/api/v1/customers/" + customer + "/channel-decision").then().statusCode(400)
                .body("errors[0].field", equalTo("category"));
        operator().get("/api/v1/customers/" + customer + "/channel-decision?category=gossip").then().statusCode(400)
                .body("errors[0].field", equalTo("category"));
        operator().get("/api/v1/customers/" + customer + "/channel-decision?category=offer&critical=true").then()
                .statusCode(400).body("errors[0].field", equalTo("critical"));
        operator().get("/api/v1/customers/" + UUID.randomUUID() + "/channel-decision?category=offer").then()
                .statusCode(404);
    }

    private static ValidatableResponse decision(UUID customer, String category) {
        return operator().get("/api/v1/customers/" + customer + "/channel-decision?category=" + category).then()
                .statusCode(200);
    }
}
