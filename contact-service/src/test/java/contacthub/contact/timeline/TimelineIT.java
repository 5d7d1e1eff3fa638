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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

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
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.restassured.RestAssured;
import io.restassured.response.Response;

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
        operator().queryParam("service", "segment-service").get(path).then().body("data.size()", equalTo(0));
        operator().queryParam("service", "contact-service").queryParam("type", RECEIVED).get(path).then()
                .body("data.summary", equalTo(List.of("late", "early")));
        operator().queryParam("service", "contact").get(path).then().statusCode(400)
                .body("errors[0].field", equalTo("service"));
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
            assertThat(nextEntry(stream)).contains("while away");
        }
    }

    @Test
    void streamsOnlyWhatTheFiltersLetThrough() throws IOException {
        String email = newEmail();
        timeline("email:" + email, accepted(post(event(RECEIVED, contact(email, "before")))));
        try (BufferedReader stream = live("email:" + email, null, "?q=delivery&direction=in")) {
            accepted(post(event(RECEIVED, contact(email, "an invoice"))));
            accepted(post(event(RECEIVED, contact(email, "two deliveries"))));
            assertThat(nextEntry(stream)).contains("two deliveries");
        }
    }

    @Test
    void refusesAStreamFromAnEventOfNoStream() {
        String email = newEmail();
        timeline("email:" + email, accepted(post(event(RECEIVED, contact(email, "hello")))));
        operator().accept("text/event-stream").header("Last-Event-ID", "17")
                .get("/api/v1/customers/email:" + email + "/timeline").then().statusCode(400)
                .body("errors[0].field", equalTo("Last-Event-ID"));
    }

    @Test
    void streamsChangesOfEntriesFarBelowTheNewest() throws IOException {
        String email = newEmail();
        String position = accepted(post(at("2026-01-01T10:00:00Z", email, "the oldest of many")));
        List<Map<String, Object>> many = IntStream.range(0, 600)
                .<Map<String, Object>>mapToObj(i -> at("2026-02-01T10:00:00Z", email, "later " + i)).toList();
        String last = FrontDoor.integration().contentType("application/cloudevents-batch+json").body(Json.bytes(many))
                .post("/api/v1/events").then().statusCode(202).extract().path("position");
        timeline("email:" + email, position);
        timeline("email:" + email, last);
        String oldest = operator().queryParam("q", "oldest").get("/api/v1/customers/email:" + email + "/timeline")
                .path("data[0].id");
        try (BufferedReader stream = live(email, null)) {
            redact(email, oldest, "asked by phone").then().statusCode(200);
            assertThat(idOfEntryWith(stream, "asked by phone")).isNotNull();
        }
    }

    @Test
    void findsEntriesByAnyFormOfTheirWordsWithAllFilters() {
        String email = newEmail();
        accepted(post(at("2026-03-01T10:00:00Z", email, "Посылка с ёлками не пришла, жду доставку")));
        accepted(post(at("2026-03-02T10:00:00Z", email, "Two deliveries are missing")));
        accepted(post(event("shop.visit", Map.of("customer", Map.of("type", "email", "value", email), "summary",
                "Was in the shop", "place", Map.of("street", "Садовая")))));
        String position = accepted(post(at("2026-03-03T10:00:00Z", email, "Ёлки пришли")));
        timeline("email:" + email, position);
        assertThat(found(email, "ёлка")).containsExactly("Ёлки пришли", "Посылка с ёлками не пришла, жду доставку");
        assertThat(found(email, "ЕЛКА доставка")).containsExactly("Посылка с ёлками не пришла, жду доставку");
        assertThat(found(email, "delivery")).containsExactly("Two deliveries are missing");
        assertThat(found(email, "садовая")).containsExactly("Was in the shop");
        assertThat(found(email, "ёлка", "to", "2026-03-02T00:00:00Z", "direction", "in", "channel", "email"))
                .hasSize(1);
        assertThat(found(email, "ёлка", "direction", "out")).isEmpty();
        assertThat(found(email, "'; drop table x; -- ((( \\ :* & | !")).isEmpty();
        var page = operator().queryParam("q", "ёлка").queryParam("page[size]", 1)
                .get("/api/v1/customers/email:" + email + "/timeline").jsonPath();
        assertThat(operator().urlEncodingEnabled(false).get(page.getString("links.next")).jsonPath()
                .getList("data.summary")).containsExactly("Посылка с ёлками не пришла, жду доставку");
    }

    private static List<String> found(String email, String words, String... filters) {
        var request = operator().queryParam("q", words);
        for (int i = 0; i < filters.length; i += 2) {
            request.queryParam(filters[i], filters[i + 1]);
        }
        return request.get("/api/v1/customers/email:" + email + "/timeline").then().statusCode(200).extract()
                .path("data.summary");
    }

    @Test
    void keepsWhatOthersPostAsTheirOwnTypeAndShowsWhereToGo() {
        String email = newEmail();
        var visit = Map.of("customer", Map.of("type", "email", "value", email, "name", "Ann"), "summary",
                "Was in the shop",
                "attachments",
                List.of(Map.of("url", "https://shop.example/1.jpg"), Map.of("url", "javascript:alert(1)")));
        String position = accepted(post(event("shop.visit", visit)));
        timeline("email:" + email, position);
        operator().queryParam("type", "shop.visit").queryParam("direction", "internal")
                .get("/api/v1/customers/email:" + email + "/timeline").then().statusCode(200)
                .body("data.size()", equalTo(1))
                .body("data[0].summary", equalTo("Was in the shop"))
                .body("data[0].detail.customer.name", equalTo("Ann"))
                .body("data[0].links.attachments", equalTo(List.of("https://shop.example/1.jpg")))
                .body("data[0].links.customer",
                        equalTo("/api/v1/customers/" + operator().get("/api/v1/customers/email:" + email).path("id")));
        operator().get("/api/v1/customers/email:" + email + "/card").then().statusCode(200).body("name",
                equalTo("Ann"));
    }

    @Test
    void goesOnLiveWhenTheCustomerIsMergedAndWhenThatIsUndone() throws IOException {
        String master = newEmail();
        String other = newEmail();
        timeline("email:" + master, accepted(post(event(RECEIVED, contact(master, "hers")))));
        timeline("email:" + other, accepted(post(event(RECEIVED, contact(other, "his")))));
        String id = operator().get("/api/v1/customers/email:" + other).path("id");
        try (BufferedReader stream = live(id, null, "?type=" + RECEIVED)) {
            String merge = operator().body(Map.of("customers", List.of("email:" + master, id), "master",
                    "email:" + master)).post("/api/v1/merges").then().statusCode(201).extract().path("merge.id");
            accepted(post(event(RECEIVED, contact(master, "of both"))));
            assertThat(idOfEntryWith(stream, "of both")).isNotNull();
            operator().post("/api/v1/merges/" + merge + "/undo").then().statusCode(200);
            timeline("email:" + master, accepted(post(event(RECEIVED, contact(master, "hers again")))));
            accepted(post(event(RECEIVED, contact(other, "his again"))));
            assertThat(nextEntry(stream)).contains("his again");
        }
    }

    @Test
    void takesTheTextOfOneEntryAwayForGood() {
        String email = newEmail();
        var contact = new HashMap<>(contact(email, "my card number is four"));
        contact.put("subject", "card four");
        var event = event(RECEIVED, contact);
        accepted(post(event));
        timeline("email:" + email, accepted(post(event(RECEIVED, contact(email, "another word")))));
        String entry = operator().queryParam("q", "card").get("/api/v1/customers/email:" + email + "/timeline")
                .path("data[0].id");
        var redacted = redact(email, entry, "a card number").then().statusCode(200)
                .body("redacted.by", equalTo("admin"))
                .body("redacted.reason", equalTo("a card number")).body("elsewhere.where", not(empty())).extract();
        redact(email, entry, "again").then().statusCode(200).body("redacted", equalTo(redacted.path("redacted")));
        post(event).then().statusCode(202);
        String timeline = operator().get("/api/v1/customers/email:" + email + "/timeline").asString();
        assertThat(timeline).contains("a card number").doesNotContain("four");
        assertThat(found(email, "four")).isEmpty();
        operator().queryParam("q", "my card four").get("/api/v1/customers").then()
                .body("data.addresses.flatten().value", not(hasItem(email)));
        assertThat(operator().get("/api/v1/customers/email:" + email + "/card").asString()).doesNotContain("four");
    }

    @Test
    void redactsOnlyWhatIsThereAndForAReason() {
        String email = newEmail();
        timeline("email:" + email, accepted(post(event(RECEIVED, contact(email, "hello")))));
        redact(email, UUID.randomUUID().toString(), "why").then().statusCode(404);
        redact(email, "x", "why").then().statusCode(400).body("errors[0].field", equalTo("entry"));
        redact(email, UUID.randomUUID().toString(), " ").then().statusCode(400);
    }

    @Test
    void showsAnOperatorsOwnWriteOnTheNextRead() {
        String email = newEmail();
        timeline("email:" + email, accepted(post(event(RECEIVED, contact(email, "hello")))));
        String conversation = operator().get("/api/v1/customers/email:" + email + "/card")
                .path("open_conversations[0].id");
        for (String act : List.of("replies", "notes", "resolve")) {
            String written = operator().body(Map.of("text", "as said")).post("/api/v1/conversations/" + conversation
                    + "/" + act).then().statusCode(201).extract().path("id");
            operator().get("/api/v1/customers/email:" + email + "/timeline").then().body("data.id", hasItem(written));
        }
    }

    private static Response redact(String email, String entry, String reason) {
        return operator().body(Map.of("reason", reason))
                .post("/api/v1/customers/email:" + email + "/timeline/" + entry + "/redact");
    }

    private static BufferedReader live(String email, String last) throws IOException {
        return live("email:" + email, last, "");
    }

    private static BufferedReader live(String ref, String last, String filters) throws IOException {
        var request = HttpRequest
                .newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/v1/customers/" + ref
                        + "/timeline" + filters))
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

    private static String nextEntry(BufferedReader stream) throws IOException {
        String line = stream.readLine();
        while (!line.startsWith("data:")) {
            line = stream.readLine();
        }
        return line;
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
