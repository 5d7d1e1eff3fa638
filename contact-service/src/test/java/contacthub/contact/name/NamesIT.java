package contacthub.contact.name;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

import contacthub.contact.RunningService;
import contacthub.contracts.Json;

@RunningService
class NamesIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";

    private static ValidatableResponse tried(String text) {
        return operator().body(Json.bytes(Map.of("text", text))).post("/api/v1/names/try").then();
    }

    /** A customer whose mail programme gave this name; the path to them. */
    private static String customer(String name) {
        String email = newEmail();
        var contact = Map.of("channel", "email", "text", "hello", "from",
                Map.of("type", "email", "value", email, "name", name));
        timeline("email:" + email, accepted(post(event(RECEIVED, contact))));
        return "/api/v1/customers/email:" + email;
    }

    private static Response patch(String customer, String ifMatch, String body) {
        var request = operator().contentType("application/merge-patch+json")
                .body(body.getBytes(StandardCharsets.UTF_8));
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).patch(customer);
    }

    @Test
    void takesANameApart() {
        tried("Иванов Иван Петрович").statusCode(200).body("last", equalTo("Иванов"), "first", equalTo("Иван"),
                "patronymic", equalTo("Петрович"), "gender", equalTo("male"), "greeting", equalTo("Иван Петрович"),
                "dative", equalTo("Иванову Ивану Петровичу"), "genitive", equalTo("Иванова Ивана Петровича"));
        tried("Саша Андрейчук").body("gender", equalTo("unknown"), "greeting", equalTo("Саша"), "dative", nullValue(),
                "genitive", nullValue());
        integration().contentType("application/json").body("{\"text\":\"Anna\"}").post("/api/v1/names/try").then()
                .statusCode(200).body("gender", equalTo("female"));
    }

    @Test
    void namesTheTextThatIsMissingOrTooLong() {
        tried(" ").statusCode(400).body("errors[0].field", equalTo("text"));
        tried("я".repeat(201)).statusCode(400).body("errors[0].field", equalTo("text"));
    }

    @Test
    void greetsByWhatTheNameTellsUntilSomebodyKnowsBetter() {
        String customer = customer("Петрова Анна Сергеевна");
        operator().get(customer + "/card").then().body("name_to_use", equalTo("Анна Сергеевна"));
        patch(customer, null, "{\"name_to_use\":\"Анечка\"}").then().statusCode(200)
                .body("name_to_use", equalTo("Анечка"));
        operator().get(customer + "/card").then().body("name_to_use", equalTo("Анечка"));
        patch(customer, null, "{\"name_to_use\":null}").then().statusCode(200).body("name_to_use",
                equalTo("Анна Сергеевна"));
    }

    @Test
    void mergesIntoTheProfile() {
        String customer = customer("ivan");
        patch(customer, null, "{\"profile\":{\"last\":\"Иванов\",\"first\":\"Иван\",\"birth_year\":1990}}").then()
                .statusCode(200).body("name", equalTo("Иванов Иван"), "name_to_use", equalTo("Иван"));
        patch(customer, null, "{\"profile\":{\"patronymic\":\"Петрович\",\"birth_year\":null}}").then()
                .body("name", equalTo("Иванов Иван Петрович"), "name_to_use", equalTo("Иван Петрович"),
                        "profile.birth_year", nullValue());
        operator().get(customer).then().body("profile.first", equalTo("Иван"));
    }

    @Test
    void refusesAChangeOfAnEarlierVersion() {
        String customer = customer("anna");
        String read = operator().get(customer).header("ETag");
        patch(customer, read, "{\"profile\":{\"first\":\"Анна\"}}").then().statusCode(200);
        patch(customer, read, "{\"profile\":{\"first\":\"Инна\"}}").then().statusCode(412);
        operator().get(customer).then().body("profile.first", equalTo("Анна"));
        patch(customer, "now", "{}").then().statusCode(400).body("errors[0].field", equalTo("If-Match"));
    }

    @Test
    void namesEveryFieldThatCannotBeChanged() {
        patch(customer("x"), null, "{\"id\":1,\"name_to_use\":\"\",\"profile\":{\"birth_year\":1,\"nick\":\"x\"}}")
                .then()
                .statusCode(400).body("errors.field",
                        hasItems("id", "name_to_use", "profile.birth_year", "profile.nick"));
        patch("/api/v1/customers/email:nobody@example.org", null, "{}").then().statusCode(404);
    }

    @Test
    void tellsWhichPhonesAreUnlikelyToBeAnswered() {
        String phone = "+7495" + (2_000_000 + new java.security.SecureRandom().nextInt(900_000));
        var contact = Map.of("channel", "sms", "text", "hello", "profile", Map.of("birth_year", 2005), "from_all",
                List.of(Map.of("type", "phone", "value", phone), Map.of("type", "email", "value", newEmail())));
        timeline("phone:" + phone, accepted(post(event(RECEIVED, contact))));
        operator().get("/api/v1/customers/phone:" + phone).then().body("addresses.find { it.type == 'phone' }",
                equalTo(Map.of("type", "phone", "value", phone, "kind", "fixed", "regions", List.of("RU"), "zones",
                        List.of("Europe/Moscow"), "unlikely_to_be_answered", true)));
        patch("/api/v1/customers/phone:" + phone, null, "{\"profile\":{\"company\":\"Ромашка\"}}").then()
                .body("addresses.find { it.type == 'phone' }.kind", equalTo("work"))
                .body("addresses.find { it.type == 'phone' }.unlikely_to_be_answered", equalTo(false));
        operator().get("/api/v1/customers/phone:" + phone + "/card").then().body("phone_to_call",
                equalTo(Map.of("value", phone, "because", "the only phone known (work)")));
    }
}
