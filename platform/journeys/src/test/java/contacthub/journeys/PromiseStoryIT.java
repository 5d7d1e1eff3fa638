package contacthub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;
import contacthub.testkit.Letter;
import contacthub.testkit.Mailbox;

/** What becomes of our word, told over HTTP and by the customers' mailboxes. */
class PromiseStoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PROMISED = Duration.ofSeconds(6);
    private static final String ANSWERED = "answered@promise.example";
    private static final String WAITING = "waiting@promise.example";
    private static final String MADE = "contacthub.promise.made.v1";
    private static final String RENEWED = "contacthub.promise.renewed.v1";

    private static RunningHub hub;
    private static Operator operator;

    @BeforeAll
    static void start() {
        hub = RunningHub.shared();
        operator = hub.administrator("contact");
        // In calendar time: the story must not depend on the hour it is told at.
        operator.create("/api/v1/sla-policies", Map.of("name", "promise-story", "position", 1, "match",
                Map.of("kind", "complaint"), "targets", Map.of("first-reply", Map.of("minutes", 60))));
    }

    @Test
    void keepsCustomersInformedUntilTheyAreAnswered() {
        hub.integration().deliver(Posting.batch(List.of(letter("1", ANSWERED), answer("2", ANSWERED))));
        hub.integration().deliver(Posting.single(letter("3", WAITING)));
        awaitLetter("We have received your message");
        String conversation = newest(MADE).path("conversation_id").asText();

        Instant by = Instant.now().plus(PROMISED);
        operator.create("/api/v1/conversations/" + conversation + "/promises", Map.of("by", by.toString()));
        awaitLetter("We are working on your request");
        JsonNode warning = newest("contacthub.clock.warned.v1");
        assertThat(occurred(warning)).isBefore(by);
        assertThat(warning.path("summary").asText()).contains("Promise to answer by", "% of the time is used");

        JsonNode renewed = newest(RENEWED);
        Letter apology = awaitLetter("did not keep our word");
        assertThat(apology.text()).contains(StoryIT.timeOf(renewed.path("detail")));
        assertThat(occurred(newest("contacthub.promise.broken.v1"))).isAfterOrEqualTo(by);

        operator.create("/api/v1/conversations/" + conversation + "/replies", Map.of("text", "It is on its way."));
        awaitLetter("It is on its way.");
        assertThat(newest("contacthub.promise.kept.v1").path("detail").path("promise").asText())
                .isEqualTo(renewed.path("detail").path("promise").asText());
        assertThat(all(WAITING, RENEWED)).hasSize(1);
        assertThat(Mailbox.letters()).filteredOn(letter -> letter.isTo(WAITING)).hasSize(4);
        assertThat(Mailbox.letters()).noneMatch(letter -> letter.isTo(ANSWERED));
        assertThat(all(ANSWERED, MADE)).isEmpty();
    }

    private static Letter awaitLetter(String words) {
        return Mailbox.awaitLetter(words, letter -> letter.isTo(WAITING) && letter.text().contains(words));
    }

    private static JsonNode newest(String type) {
        Awaitility.await(type).atMost(PATIENCE).until(() -> !all(WAITING, type).isEmpty());
        return all(WAITING, type).get(0);
    }

    private static JsonNode all(String email, String type) {
        return operator.get("/api/v1/customers/email:" + email + "/timeline?type=" + type).path("data");
    }

    private static Instant occurred(JsonNode entry) {
        return Instant.parse(entry.path("occurred_at").asText());
    }

    private static ObjectNode letter(String id, String email) {
        ObjectNode event = event(id, RealData.RECEIVED);
        ObjectNode data = event.putObject("data");
        data.put("channel", "email").put("kind", "complaint").put("language", "en").put("text", "It is broken.");
        data.putObject("from").put("type", "email").put("value", email);
        return event;
    }

    private static ObjectNode answer(String id, String email) {
        ObjectNode event = event(id, RealData.SENT);
        ObjectNode data = event.putObject("data");
        data.put("channel", "email").put("operator", "olga").put("text", "We send another one.");
        data.putObject("to").put("type", "email").put("value", email);
        return event;
    }

    private static ObjectNode event(String id, String type) {
        return Json.MAPPER.createObjectNode().put("specversion", "1.0").put("id", id)
                .put("source", "/journeys/promises").put("type", type);
    }
}
