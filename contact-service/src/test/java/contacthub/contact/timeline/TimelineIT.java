package contacthub.contact.timeline;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.awaitTimeline;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.restassured.RestAssured;

import contacthub.contact.FrontDoor;
import contacthub.contact.RunningService;
import contacthub.contracts.Event;
import contacthub.contracts.Json;
import contacthub.contracts.SegmentFact;
import contacthub.contracts.Topics;
import contacthub.runtime.event.Wire;
import contacthub.testkit.KafkaProbe;

@RunningService
class TimelineIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";

    private static Map<String, Object> at(String time, String email, String text) {
        var event = new HashMap<>(event(RECEIVED, contact(email, text)));
        event.put("time", time);
        return event;
    }

    @Test
    void isNewestFirstInAnyOrderOfArrivalAndReadInPages() {
        String email = newEmail();
        String position = null;
        for (int day : List.of(3, 1, 5, 2, 4)) {
            position = accepted(post(at("2026-03-0" + day + "T10:00:00Z", email, "day " + day)));
        }
        List<String> read = new ArrayList<>();
        var page = operator().queryParam("position", position).queryParam("page[size]", 2).queryParam("type", RECEIVED)
                .get("/api/v1/customers/email:" + email + "/timeline").jsonPath();
        read.addAll(page.getList("data.summary"));
        while (page.getString("links.next") != null) {
            page = operator().urlEncodingEnabled(false).get(page.getString("links.next")).jsonPath();
            read.addAll(page.getList("data.summary"));
        }
        assertThat(read).containsExactly("day 5", "day 4", "day 3", "day 2", "day 1");
    }

    @Test
    void filtersByChannelTypeDirectionAndTime() {
        String email = newEmail();
        accepted(post(at("2026-03-01T10:00:00Z", email, "early")));
        String position = accepted(post(at("2026-03-02T10:00:00Z", email, "late")));
        String path = "/api/v1/customers/email:" + email + "/timeline";
        operator().queryParam("position", position).queryParam("from", "2026-03-02T00:00:00Z")
                .queryParam("direction", "in").get(path).then()
                .body("data.summary", equalTo(List.of("late")));
        operator().queryParam("to", "2026-03-02T00:00:00Z").queryParam("channel", "email").queryParam("direction", "in")
                .queryParam("type", RECEIVED).get(path).then().body("data.summary", equalTo(List.of("early")));
        operator().queryParam("channel", "sms").get(path).then().body("data.size()", equalTo(0));
        operator().queryParam("channel", "pigeon").get(path).then().statusCode(400)
                .body("errors[0].field", equalTo("channel"));
        operator().queryParam("page[after]", "x").get(path).then().statusCode(400)
                .body("errors[0].field", equalTo("page[after]"));
        operator().queryParam("page[size]", 201).get(path).then().statusCode(400)
                .body("errors[0].field", equalTo("page[size]"));
    }

    @Test
    void showsWhatSegmentServiceFoundOut() {
        String email = newEmail();
        timeline("email:" + email, accepted(post(event(RECEIVED, contact(email, "hello")))));
        String customer = operator().get("/api/v1/customers/email:" + email).path("id");
        var entered = Event.of(new SegmentFact.Entered("activity.vip", null, "1", "12 purchases in 90 days", Map.of()),
                UUID.randomUUID().toString(), "/segment-service", customer, Instant.parse("2026-11-01T10:00:00Z"));
        try (KafkaProbe probe = KafkaProbe.open()) {
            probe.send(Topics.SEGMENT_EVENTS, customer, Json.text(entered.data()), Wire.headers(entered));
            probe.send(Topics.SEGMENT_EVENTS, customer, Json.text(entered.data()), Wire.headers(entered));
        }
        var timeline = awaitTimeline("email:" + email, types -> types.contains("contacthub.segment.entered.v1"));
        assertThat(timeline.getList("data.findAll { it.service == 'segment-service' }")).hasSize(1);
        assertThat(operator().get("/api/v1/customers/email:" + email).<String>path("segment"))
                .isEqualTo("activity.vip");
    }

    @Test
    void streamsNewEntriesLiveAndResumes() throws IOException {
        String email = newEmail();
        timeline("email:" + email, accepted(post(event(RECEIVED, contact(email, "before")))));
        String lastId;
        try (BufferedReader stream = live(email, null)) {
            accepted(post(event(RECEIVED, contact(email, "while listening"))));
            lastId = idOfEntryWith(stream, "while listening");
        }
        accepted(post(event(RECEIVED, contact(email, "while away"))));
        try (BufferedReader stream = live(email, lastId)) {
            assertThat(idOfEntryWith(stream, "while away")).isNotEqualTo(lastId);
        }
    }

    private static BufferedReader live(String email, String last) throws IOException {
        var request = HttpRequest
                .newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/v1/customers/email:"
                        + email + "/timeline"))
                .header("Accept", "text/event-stream").header("Authorization", FrontDoor.basic());
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        try {
            return new BufferedReader(new InputStreamReader(HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String idOfEntryWith(BufferedReader stream, String text) throws IOException {
        String id = null;
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            }
            if (line.startsWith("data:") && line.contains(text)) {
                return id;
            }
        }
        throw new AssertionError("the stream ended before " + text);
    }
}
