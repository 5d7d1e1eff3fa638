package contacthub.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

import contacthub.contracts.Address;
import contacthub.contracts.ConsentFact;
import contacthub.contracts.Json;
import contacthub.contracts.PreferenceFact;
import contacthub.notification.RunningService;

/** What customers like and allow, through the API and as facts. */
@QuarkusTest
class PreferencesIT extends RunningService {

    @Test
    void startsWithoutWishes() {
        preferences(customer("ru")).header("ETag", "\"0\"").body("version", equalTo(0)).body("channels", hasSize(0))
                .body("categories.size()", equalTo(0));
    }

    @Test
    void mergesWishesAndTellsThem() {
        UUID customer = customer("ru");
        change(customer, "{\"channels\":[\"messenger\",\"email\"],\"categories\":{\"offer\":[\"email\"]}}")
                .statusCode(200)
                .header("ETag", "\"1\"");
        change(customer, "{\"categories\":{\"reminder\":[\"sms\"]},\"language\":\"en\"}").statusCode(200);
        change(customer, "{\"categories\":{\"offer\":null}}").statusCode(200);

        preferences(customer).body("channels", contains("messenger", "email"))
                .body("categories.reminder", contains("sms")).body("categories.offer", nullValue())
                .body("language", equalTo("en")).body("version", equalTo(3));
        told(customer, PreferenceFact.Changed.class);
        assertThat(toldSoFar(customer, PreferenceFact.Changed.class))
                .extracting(record -> Json.read(record.value(), PreferenceFact.Changed.class))
                .contains(new PreferenceFact.Changed(null, List.of("messenger", "email"), null, "operator", null),
                        new PreferenceFact.Changed("offer", List.of("email"), null, "operator", null));
    }

    @Test
    void tellsNothingWhereNothingChanges() {
        UUID customer = customer("ru");
        change(customer, "{\"channels\":[]}").statusCode(200).body("version", equalTo(0));
        change(customer, "{\"channels\":[\"email\"]}").statusCode(200).body("version", equalTo(1));
        change(customer, "{\"channels\":[\"email\"]}").statusCode(200).body("version", equalTo(1));
        told(customer, PreferenceFact.Changed.class);
        assertThat(toldSoFar(customer, PreferenceFact.Changed.class)).hasSize(1);
    }

    @Test
    void refusesChangeOfWhatChangedMeanwhile() {
        UUID customer = customer("ru");
        change(customer, "{\"channels\":[\"email\"]}").statusCode(200);
        operator().contentType(ContentType.JSON).header("If-Match", "\"0\"").body("{\"channels\":[\"sms\"]}")
                .patch(path(customer)).then().statusCode(412).body("status", equalTo(412));
        operator().contentType(ContentType.JSON).header("If-Match", "\"1\"").body("{\"channels\":[\"sms\"]}")
                .patch(path(customer)).then().statusCode(200).body("version", equalTo(2));
        operator().contentType(ContentType.JSON).header("If-Match", "yesterday").body("{}")
                .patch(path(customer)).then().statusCode(400).body("errors[0].field", equalTo("If-Match"));
    }

    @Test
    void changesOnceWhatIsSentAgainUnderItsKey() {
        UUID customer = customer("ru");
        String key = UUID.randomUUID().toString();
        for (String replayed : new String[]{ null, "true"}) {
            operator().contentType(ContentType.JSON).header("Idempotency-Key", key).header("If-Match", "\"0\"")
                    .body("{\"channels\":[\"email\"]}").patch(path(customer)).then().statusCode(200)
                    .header("ETag", "\"1\"").header("Idempotency-Replayed", equalTo(replayed))
                    .body("version", equalTo(1));
        }
        operator().contentType(ContentType.JSON).header("Idempotency-Key", key).body("{\"channels\":[\"sms\"]}")
                .patch(path(customer)).then().statusCode(422);
        String consent = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            operator().contentType(ContentType.JSON).header("Idempotency-Key", consent)
                    .body("{\"purpose\":\"offer\",\"channel\":\"email\",\"status\":\"granted\"}")
                    .post("/api/v1/customers/" + customer + "/consents").then().statusCode(201);
        }
        operator().get("/api/v1/customers/" + customer + "/consents").then().body("data", hasSize(1));
    }

    @Test
    void namesWhatIsWrong() {
        UUID customer = customer("ru");
        change(customer, "{\"channels\":[\"pigeon\"]}").statusCode(400).body("errors[0].field", equalTo("channels[0]"));
        change(customer, "{").statusCode(400).body("errors[0].field", equalTo("body"));
        change(customer, "").statusCode(400).body("errors[0].field", equalTo("body"));
        preferences(customer).body("version", equalTo(0));
    }

    @Test
    void findsCustomerByAddress() {
        UUID customer = customer("ru", Address.of("email", "found@example.org"));
        operator().get("/api/v1/customers/email:Found@example.org/preferences").then().statusCode(200)
                .body("customer", equalTo(customer.toString()));
    }

    @Test
    void keepsConsentsAsLedger() {
        UUID customer = customer("ru");
        consent(customer, "{\"purpose\":\"offer\",\"channel\":\"email\",\"status\":\"granted\",\"wording\":\"2026-1\","
                + "\"source\":\"form\",\"at\":\"2026-01-02T03:04:05+03:00\"}").statusCode(201)
                .body("at", equalTo("2026-01-02T00:04:05Z")).body("operator", equalTo("operator"));
        consent(customer, "{\"purpose\":\"offer\",\"channel\":\"email\",\"status\":\"withdrawn\"}").statusCode(201);

        operator().get("/api/v1/customers/" + customer + "/consents").then().statusCode(200)
                .body("data.status", contains("withdrawn", "granted")).body("meta.has_more", equalTo(false));
        assertThat(Json.read(told(customer, ConsentFact.Granted.class).value(), ConsentFact.Granted.class))
                .isEqualTo(new ConsentFact.Granted("offer", "email", "2026-1", "form", "operator"));
        told(customer, ConsentFact.Withdrawn.class);
    }

    @Test
    void pagesThroughConsents() {
        UUID customer = customer("ru");
        for (String channel : List.of("email", "sms", "call")) {
            consent(customer, "{\"purpose\":\"offer\",\"channel\":\"%s\",\"status\":\"granted\"}".formatted(channel))
                    .statusCode(201);
        }
        String next = operator().queryParam("page[size]", 2).get("/api/v1/customers/" + customer + "/consents").then()
                .statusCode(200).body("data.channel", contains("call", "sms")).body("meta.has_more", equalTo(true))
                .extract().path("links.next");
        operator().urlEncodingEnabled(false).get(next.replace("[", "%5B").replace("]", "%5D")).then().statusCode(200)
                .body("data.channel", contains("email"));
    }

    @Test
    void namesWhatIsWrongWithConsent() {
        UUID customer = customer("ru");
        consent(customer, "{}").statusCode(400).body("errors.field", contains("purpose", "channel", "status"));
        consent(customer, "{\"purpose\":\"offer\",\"channel\":\"email\",\"status\":\"granted\",\"at\":\"soon\"}")
                .statusCode(400).body("errors[0].field", equalTo("at"));
        consent(customer, "{\"purpose\":\"offer\",\"channel\":\"email\",\"status\":\"granted\","
                + "\"at\":\"2999-01-01T00:00:00Z\"}").statusCode(400).body("errors[0].field", equalTo("at"));
        consent(customer, "{\"purpose\":\"offer\",\"channel\":\"email\",\"status\":\"granted\",\"source\":\"\\u0000\"}")
                .statusCode(400).body("errors[0].field", equalTo("source"));
        consent(customer, "{\"purpose\":\"offer\",\"channel\":\"email\",\"status\":\"granted\","
                + "\"wording\":\"\\ud800\"}").statusCode(400).body("errors[0].field", equalTo("wording"));
        consent(customer, "[]").statusCode(400);
        consent(customer, "").statusCode(400);
    }

    private static ValidatableResponse preferences(UUID customer) {
        return operator().get(path(customer)).then().statusCode(200);
    }

    private static ValidatableResponse change(UUID customer, String patch) {
        return operator().contentType(ContentType.JSON).body(patch).patch(path(customer)).then();
    }

    private static ValidatableResponse consent(UUID customer, String said) {
        return operator().contentType(ContentType.JSON).body(said)
                .post("/api/v1/customers/" + customer + "/consents").then();
    }

    private static String path(UUID customer) {
        return "/api/v1/customers/" + customer + "/preferences";
    }
}
