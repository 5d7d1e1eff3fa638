package contacthub.segment;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;

import contacthub.testkit.TestAccounts;

/** Calls the service over HTTP as somebody. */
public final class Caller {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Caller() {
    }

    /** Signs in as one of the people; returns when the service knows them. */
    public static RequestSpecification as(TestAccounts account) {
        if (nobodyIsKnown()) {
            TestAccounts.publish();
            await().atMost(PATIENCE).until(() -> !nobodyIsKnown());
        }
        return account == TestAccounts.INTEGRATION
                ? RestAssured.given().header("Authorization", "Bearer " + account.secret())
                : basic(account);
    }

    private static boolean nobodyIsKnown() {
        return basic(TestAccounts.OPERATOR).get("/api/v1/segments").statusCode() == 401
                || RestAssured.given().header("Authorization", "Bearer " + TestAccounts.INTEGRATION.secret())
                        .get("/api/v1/segments").statusCode() == 401;
    }

    private static RequestSpecification basic(TestAccounts account) {
        return RestAssured.given().auth().preemptive().basic(account.user(), account.secret());
    }

    /** What an operator gets from that path, already encoded; waited for until it answers 200. */
    public static JsonPath read(String path) {
        return await().atMost(PATIENCE).until(() -> as(TestAccounts.OPERATOR).urlEncodingEnabled(false).get(path),
                answer -> answer.statusCode() == 200).jsonPath();
    }
}
