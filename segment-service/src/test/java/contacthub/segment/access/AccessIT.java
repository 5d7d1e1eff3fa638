package contacthub.segment.access;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

import contacthub.segment.Caller;
import contacthub.testkit.HubStack;
import contacthub.testkit.TestAccounts;

/** Who may call, and what a bad call is told. */
@QuarkusTest
@WithTestResource(value = HubStack.class, initArgs = @ResourceArg(name = "database", value = "segment"))
class AccessIT {

    private static final String NOBODY = "019a4db5-7528-7555-b9b5-57896d0ce176";

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/segments", "/api/v1/reports/rfm", "/api/v1/reports/activity-matrix",
            "/api/v1/customers/" + NOBODY + "/scores", "/api/v1/customers/" + NOBODY + "/segments",
            "/api/v1/customers/" + NOBODY + "/segment-history"})
    void asksForCredentialsEverywhere(String path) {
        RestAssured.given().get(path).then().statusCode(401).contentType("application/problem+json");
        RestAssured.given().auth().preemptive().basic("operator", "wrong").get(path).then().statusCode(401);
        RestAssured.given().header("Authorization", "Bearer wrong").get(path).then().statusCode(401);
        Caller.as(TestAccounts.INTEGRATION).get(path).then().statusCode(403).contentType("application/problem+json");
    }

    @ParameterizedTest
    @EnumSource(value = TestAccounts.class, names = "INTEGRATION", mode = EnumSource.Mode.EXCLUDE)
    void letsPeopleIn(TestAccounts person) {
        Caller.as(person).get("/api/v1/segments").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/segments;x", "/api/v1;x/segments", "/api/v1/segments%3Bx",
            "/api/v1/customers%2F" + NOBODY + "/scores"})
    void refusesPathTricks(String path) {
        RestAssured.given().urlEncodingEnabled(false).get(path).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = { "scores", "segments", "segment-history"})
    void saysThatCustomerIsUnknown(String list) {
        Caller.as(TestAccounts.OPERATOR).get("/api/v1/customers/" + UUID.randomUUID() + "/" + list).then()
                .statusCode(404).contentType("application/problem+json").body("request_id", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = { "scores", "segments", "segment-history"})
    void namesFieldThatIsNoId(String list) {
        Caller.as(TestAccounts.OPERATOR).get("/api/v1/customers/42/" + list).then()
                .statusCode(400).body("errors[0].field", equalTo("customer"));
    }
}
