package contacthub.contact.intake;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.Response;

import contacthub.contact.RunningService;
import contacthub.contracts.Json;

/** The key named slow may post two events a second, four at once (application.properties, test profile). */
@RunningService
class RateLimitIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";

    @Inject
    MeterRegistry meters;

    private static String slowKey() {
        String secret = operator().body(Map.of("name", "slow")).post("/api/v1/keys").then().statusCode(201).extract()
                .path("key");
        await().atMost(Duration.ofSeconds(20)).until(() -> given().header("Authorization", "Bearer " + secret)
                .get("/api/v1/conversations").statusCode() == 403);
        return secret;
    }

    private static Response slowly(String secret, String email, String text, String idempotency) {
        return given().header("Authorization", "Bearer " + secret).contentType("application/json")
                .header("Idempotency-Key", idempotency).body(Json.bytes(contact(email, text)))
                .post("/api/v1/contacts");
    }

    @Test
    void refusesWhatIsOverTheRateOfAKeyAndKeepsNothingOfIt() {
        String secret = slowKey();
        String email = newEmail();
        List<String> taken = new ArrayList<>();
        Map<String, String> refused = new java.util.LinkedHashMap<>();
        for (int i = 0; i < 30 && refused.size() < 3; i++) {
            String key = UUID.randomUUID().toString();
            Response answer = slowly(secret, email, "n" + i, key);
            if (answer.statusCode() == 429) {
                answer.then().contentType("application/problem+json").header("Retry-After", "1")
                        .body("detail", containsString("2 events a second"));
                refused.put("n" + i, key);
            } else {
                answer.then().statusCode(202);
                taken.add("n" + i);
            }
        }
        assertThat(refused).hasSize(3);
        assertThat(taken).hasSizeGreaterThanOrEqualTo(4);
        String last = accepted(post(event(RECEIVED, contact(email, "last"))));
        List<String> kept = timeline("email:" + email, last)
                .getList("data.findAll { it.type == '" + RECEIVED + "' }.summary");
        assertThat(kept).contains("last").containsAll(taken).doesNotContainAnyElementsOf(refused.keySet());
        assertThat(meters.counter("hub.intake.limited", "client", "key:slow").count()).isGreaterThanOrEqualTo(3);
        takesLaterUnderTheSameKeyWhatItRefused(secret, email, refused);
        lastsALargeBatchForAWhile(secret, email);
    }

    private static void takesLaterUnderTheSameKeyWhatItRefused(String secret, String email,
            Map<String, String> refused) {
        refused.forEach((text, key) -> await().atMost(Duration.ofSeconds(20))
                .until(() -> slowly(secret, email, text, key).statusCode() == 202));
    }

    private static void lastsALargeBatchForAWhile(String secret, String email) {
        byte[] batch = Json.bytes(IntStream.range(0, 40)
                .mapToObj(i -> event(RECEIVED, contact(email, "b" + i))).toList());
        await().atMost(Duration.ofSeconds(20)).until(() -> given().header("Authorization", "Bearer " + secret)
                .contentType("application/cloudevents-batch+json").body(batch).post("/api/v1/events")
                .statusCode() == 202);
        int wait = Integer.parseInt(slowly(secret, email, "x", UUID.randomUUID().toString()).then().statusCode(429)
                .extract().header("Retry-After"));
        assertThat(wait).isBetween(15, 19);
    }

    @Test
    void leavesOtherKeysAlone() {
        String email = newEmail();
        assertThat(IntStream.range(0, 20).mapToObj(i -> post(event(RECEIVED, contact(email, "f" + i))))
                .map(Response::statusCode)).containsOnly(202);
    }
}
