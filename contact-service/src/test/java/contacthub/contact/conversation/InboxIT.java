package contacthub.contact.conversation;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.basic;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;

import contacthub.contact.RunningService;

/** Conversations in the order in which somebody should look at them. */
@RunningService
class InboxIT {

    private static final String PATH = "/api/v1/conversations";
    private static final String RECEIVED = "contacthub.contact.received.v1";

    private final String owner = "owner-" + UUID.randomUUID();

    @Test
    void listsWorstDeadlineFirstAndThoseWithoutLast() {
        String late = opened("2026-03-03T09:00:00Z");
        String later = opened("2026-03-05T09:00:00Z");
        String answered = opened("2026-03-02T09:00:00Z");
        operator().body(Map.of("text", "Done.")).post(PATH + "/" + answered + "/replies").then().statusCode(201);
        List<Map<String, Object>> all = mine("sort=urgent").getList("data");
        assertThat(all).extracting(one -> one.get("id")).containsExactly(late, later, answered);
        assertThat(all.get(0)).containsEntry("name", "Ina Box").containsEntry("summary", "question")
                .containsKey("due");
        assertThat(all.get(2)).doesNotContainKey("due");
    }

    @Test
    void goesOnWhereThePageBeforeEnded() {
        List<String> wanted = List.of(opened("2026-03-03T09:00:00Z"), opened("2026-03-04T09:00:00Z"),
                opened("2026-03-05T09:00:00Z"));
        List<String> read = new ArrayList<>();
        for (String next = PATH + "?sort=urgent&page[size]=1&owner=" + owner; next != null;) {
            JsonPath page = operator().urlEncodingEnabled(false).get(next.replace("[", "%5B").replace("]", "%5D"))
                    .jsonPath();
            read.addAll(page.getList("data.id"));
            next = page.getString("links.next");
        }
        assertThat(read).isEqualTo(wanted);
    }

    @Test
    void listsByOwnerChannelAndDeadline() {
        String one = opened("2026-03-03T09:00:00Z");
        assertThat(mine("channel=email").<String>getList("data.id")).containsExactly(one);
        assertThat(mine("channel=sms").getList("data")).isEmpty();
        assertThat(mine("due_before=2026-03-01T00:00:00Z").getList("data")).isEmpty();
        assertThat(mine("due_before=2026-12-31T00:00:00Z").<String>getList("data.id")).containsExactly(one);
        operator().body(Map.of()).post(PATH + "/" + one + "/assign").then().statusCode(201);
        assertThat(mine("status=open").getList("data")).isEmpty();
        assertThat(
                operator().get(PATH + "?owner=none&sort=urgent&page[size]=200").jsonPath().<String>getList("data.id"))
                .contains(one);
    }

    @Test
    void refusesWhatItCannotList() {
        Map.of("sort=newest", "sort", "sort=urgent&status=resolved", "sort", "due_before=soon", "due_before",
                "status=closed", "status", "channel=%00", "channel", "page[after]=x", "page[after]").forEach(
                        (query, field) -> operator().urlEncodingEnabled(false)
                                .get(PATH + "?" + query.replace("[", "%5B").replace("]", "%5D")).then().statusCode(400)
                                .body("errors[0].field", equalTo(field)));
    }

    @Test
    void tellsWhateverChangesOnThePage() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest
                .newBuilder(URI.create("http://localhost:" + RestAssured.port + PATH + "?sort=urgent&owner=" + owner))
                .header("Authorization", basic()).header("Accept", "text/event-stream").build();
        try (var stream = new BufferedReader(new InputStreamReader(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream()).body(), UTF_8))) {
            assertThat(nextPage(stream).getList("data")).isEmpty();
            String conversation = opened("2026-03-03T09:00:00Z");
            JsonPath page = nextPage(stream);
            assertThat(page.<String>getList("data.id")).containsExactly(conversation);
        }
    }

    private static JsonPath nextPage(BufferedReader stream) throws IOException {
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith("data:")) {
                return JsonPath.from(line.substring("data:".length()));
            }
        }
        throw new IOException("the stream ended");
    }

    @Test
    void showsTimelineOfOneConversation() {
        String email = newEmail();
        String first = conversation(email, "2026-03-03T09:00:00Z");
        String second = conversation(email, "2026-03-04T09:00:00Z");
        assertThat(second).isNotEqualTo(first);
        JsonPath entries = operator().get("/api/v1/customers/email:" + email + "/timeline?conversation=" + first)
                .jsonPath();
        assertThat(entries.<String>getList("data.conversation_id")).isNotEmpty().containsOnly(first);
        operator().get("/api/v1/customers/email:" + email + "/timeline?conversation=x").then().statusCode(400)
                .body("errors[0].field", equalTo("conversation"));
    }

    /** A conversation of the owner of this test, opened then. */
    private String opened(String at) {
        String id = conversation(newEmail(), at);
        operator().body(Map.of("operator", owner)).post(PATH + "/" + id + "/assign").then().statusCode(201);
        return id;
    }

    private static String conversation(String email, String at) {
        Map<String, Object> data = new HashMap<>(contact(email, "question"));
        data.put("thread", UUID.randomUUID().toString());
        data.put("profile", Map.of("first", "Ina", "last", "Box"));
        Map<String, Object> contact = new HashMap<>(event(RECEIVED, data));
        contact.put("time", at);
        return timeline("email:" + email, accepted(post(contact))).getString("data.find { it.type == '" + RECEIVED
                + "' && it.detail.thread == '" + data.get("thread") + "' }.conversation_id");
    }

    private JsonPath mine(String query) {
        return operator().get(PATH + "?" + query + "&owner=" + owner).jsonPath();
    }
}
