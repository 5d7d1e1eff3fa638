package contacthub.notification.preference;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

import contacthub.contracts.Address;
import contacthub.notification.RunningService;
import contacthub.testkit.TestAccounts;

/** A file of questionnaires becomes preferences and consents, line by line. */
@QuarkusTest
class QuestionnairesIT extends RunningService {

    @Test
    void takesGoodLinesAndTellsBadOnes() {
        UUID anna = customer("ru", Address.of("phone", "+79165550101"));
        UUID boris = customer("ru", Address.of("email", "boris@example.org"));
        String file = """
                customer,channels,phone,quiet_hours,granted,withdrawn,wording,source,at
                phone:+79165550101,sms call,+79165550102,20:00-10:00,offer:sms reminder:call,,2026-1,"paper, page 2",2026-03-02T09:00:00+03:00
                email:boris@example.org,email,,,,offer:email,,,2026-03-02T09:00:00Z
                email:nobody@example.org,email,,,,,,,
                email:boris@example.org,pigeon,,,,,,,
                email:boris@example.org,,,,offer:sms,,,,
                email:boris@example.org,,,8-10,,,,,
                """;
        for (int i = 0; i < 2; i++) {
            post(file).statusCode(200).body("accepted", equalTo(2)).body("refused.line", contains(4, 5, 6, 7))
                    .body("refused.field", contains("customer", "channels[0]", "at", "quiet_hours"));
        }
        operator().get("/api/v1/customers/" + anna + "/preferences").then().body("channels", contains("sms", "call"))
                .body("phone", equalTo("+79165550102")).body("quiet_hours.mon[0]", contains("20:00", "10:00"))
                .body("version", equalTo(1));
        operator().get("/api/v1/customers/" + anna + "/consents").then().body("data", hasSize(2))
                .body("data.purpose", contains("reminder", "offer")).body("data[0].source", equalTo("paper, page 2"));
        operator().get("/api/v1/customers/" + boris + "/consents").then().body("data.status", contains("withdrawn"));
        operator().get("/api/v1/customers/" + anna + "/channel-decision?category=offer&at=2026-11-23T12:00:00Z").then()
                .body("channel", equalTo("sms")).body("to.value", equalTo("+79165550102"));
    }

    @Test
    void refusesWhatIsNoFile() {
        for (String file : new String[]{ "", "name,phone\nAnna,1\n", "customer\n"}) {
            post(file).statusCode(400).body("errors[0].field", equalTo("body"))
                    .body("errors[0].reason", containsString("customer, channels, phone"));
        }
        post("customer,pet\nemail:x@example.org,cat\n").statusCode(200).body("accepted", equalTo(0))
                .body("refused.field", contains("pet"));
        post("customer,channels\n" + "email:x@example.org,email\n".repeat(5_001)).statusCode(413);
        operator().contentType("text/csv").body("customer\n").post("/api/v1/questionnaires").then().statusCode(403);
    }

    private static ValidatableResponse post(String file) {
        return given().header("Authorization", "Bearer " + TestAccounts.INTEGRATION.secret()).contentType("text/csv")
                .body(file).post("/api/v1/questionnaires").then();
    }
}
