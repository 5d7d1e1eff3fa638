package contacthub.segment.custom;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import contacthub.segment.Caller;
import contacthub.testkit.TestAccounts;

/** A supervisor who writes segments. */
final class Author {

    static final String PATH = "/api/v1/segments";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Author() {
    }

    static RequestSpecification supervisor() {
        return Caller.as(TestAccounts.SUPERVISOR).contentType(ContentType.JSON);
    }

    /** Adds a segment and waits until everybody was judged by it. */
    static void add(String name, String expression) {
        supervisor().body(Map.of("name", name, "expression", expression)).post(PATH).then().statusCode(201);
        awaitPass(name);
    }

    static ValidatableResponse change(String name, Map<String, ?> patch) {
        return supervisor().body(patch).patch(PATH + "/" + name).then();
    }

    static void awaitPass(String name) {
        await().atMost(PATIENCE).until(() -> supervisor().get(PATH + "/" + name).jsonPath()
                .getString("recalculation.state").equals("done"));
    }
}
