package contacthub.contact;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Predicate;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import contacthub.contracts.Json;

/** The service as its users reach it: integrations by key, people by password. */
public final class FrontDoor {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private FrontDoor() {
    }

    /** An integration with a valid key. */
    public static RequestSpecification integration() {
        return given().header("Authorization", "Bearer " + credential("integration.key"));
    }

    /** The first administrator, who is an operator too. */
    public static RequestSpecification operator() {
        return given().auth().preemptive().basic(credential("admin.user"), credential("admin.password"))
                .accept("application/json").contentType("application/json");
    }

    /** The administrator's Authorization header, for clients other than REST Assured. */
    public static String basic() {
        String pair = credential("admin.user") + ":" + credential("admin.password");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String credential(String name) {
        var credentials = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("target/test-credentials.properties"))) {
            credentials.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return credentials.getProperty(name);
    }

    /** An e-mail address nobody else in the tests has. */
    public static String newEmail() {
        return "c" + UUID.randomUUID().toString().replace("-", "") + "@example.com";
    }

    /** A structured CloudEvent of this type and data, with a new id. */
    public static Map<String, Object> event(String type, Object data) {
        return event(UUID.randomUUID().toString(), type, data);
    }

    /** A structured CloudEvent. */
    public static Map<String, Object> event(String id, String type, Object data) {
        return Map.of("specversion", "1.0", "id", id, "source", "/test", "type", type, "data", data);
    }

    /** The data of a contact by e-mail. */
    public static Map<String, Object> contact(String email, String text) {
        return Map.of("channel", "email", "from", Map.of("type", "email", "value", email), "text", text);
    }

    /** Posts one event. */
    public static Response post(Map<String, Object> event) {
        return integration().contentType("application/cloudevents+json").body(Json.bytes(event)).post("/api/v1/events");
    }

    /** The position of an accepted event. */
    public static String accepted(Response response) {
        return response.then().statusCode(202).extract().path("position");
    }

    /** A customer's newest entries, once the event at this position shows. */
    public static JsonPath timeline(String ref, String position) {
        RequestSpecification reader = position == null ? operator() : operator().queryParam("position", position);
        return reader.get("/api/v1/customers/" + ref + "/timeline").then().statusCode(200).extract().jsonPath();
    }

    /** Waits until a customer's timeline is as wanted. */
    public static JsonPath awaitTimeline(String ref, Predicate<List<String>> typesWanted) {
        return await("timeline of " + ref).atMost(LONGEST).until(
                () -> operator().get("/api/v1/customers/" + ref + "/timeline").jsonPath(),
                timeline -> timeline.getList("data") != null && typesWanted.test(timeline.getList("data.type")));
    }
}
