package contacthub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;
import contacthub.testkit.Letter;
import contacthub.testkit.Mailbox;

/** One customer's story, told over HTTP only: from the first letter to the segment, all of it on one timeline. */
class StoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ANNA = "anna@story.example";
    private static final String CUSTOMER = "email:" + ANNA;
    private static final String REPLY = "Your order left us this morning, Anna.";
    private static final int PURCHASES = 3;

    private static RunningHub hub;
    private static Operator operator;

    @BeforeAll
    static void start() {
        hub = RunningHub.shared();
        operator = hub.administrator("contact");
    }

    @Test
    void bringsEverythingThatHappenedOntoOneTimeline() {
        post(event("contact", RealData.RECEIVED, data -> data.put("channel", "email").put("language", "en")
                .put("subject", "Where is my order?").put("text", "I ordered a week ago. Where is it?"), "from"));
        Letter acknowledgement = Mailbox.awaitLetterTo(ANNA);
        JsonNode promise = entry("contacthub.promise.made.v1");
        assertThat(acknowledgement.text()).contains(timeOf(promise.path("detail")));

        String conversation = promise.path("conversation_id").asText();
        operator.create("/api/v1/conversations/" + conversation + "/replies", Map.of("text", REPLY));
        Letter reply = Mailbox.awaitLetter("with the reply",
                letter -> letter.isTo(ANNA) && letter.text().contains(REPLY));
        assertThat(reply.subject()).containsIgnoringCase("Where is my order?");
        assertThat(operator.get("/api/v1/conversations/" + conversation).path("clocks")).hasSize(2)
                .allSatisfy(clock -> assertThat(clock.path("state").asText()).isEqualTo("met"));

        for (int i = 1; i <= PURCHASES; i++) {
            int order = i;
            post(event("order-" + i, RealData.PURCHASE,
                    data -> data.put("order", "A-" + order).put("amount", 20 + order).put("currency", "EUR"),
                    "customer"));
        }
        entry("contacthub.segment.entered.v1");
        awaitDelivery();
        List<JsonNode> timeline = operator.timeline(CUSTOMER);
        print(timeline);
        tellsStoryInOrder(timeline);
        isNewestFirst(timeline);
    }

    private static void tellsStoryInOrder(List<JsonNode> timeline) {
        assertThat(timeline).extracting(entry -> entry.path("service").asText())
                .allSatisfy(service -> assertThat(service).endsWith("-service"))
                .contains("contact-service", "segment-service", "notification-service");
        List<String> told = timeline.stream().map(entry -> entry.path("type").asText()).toList();
        List<String> chapters = List.of("contacthub.segment.entered.v1", RealData.PURCHASE, RealData.SENT,
                "contacthub.promise.made.v1", RealData.RECEIVED);
        assertThat(chapters).extracting(told::lastIndexOf).doesNotContain(-1).isSorted();
        assertThat(told).contains("contacthub.promise.kept.v1", "contacthub.clock.met.v1",
                "contacthub.notification.requested.v1");
        assertThat(told.stream().filter(RealData.PURCHASE::equals)).hasSize(PURCHASES);
        assertThat(told.stream().filter(RealData.RECEIVED::equals)).hasSize(1);
        assertThat(told.stream().filter(RealData.SENT::equals)).hasSize(1);
    }

    private static void isNewestFirst(List<JsonNode> timeline) {
        assertThat(timeline).extracting(entry -> Instant.parse(entry.path("occurred_at").asText()))
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    /** The promised time of day, as it stands in a letter. */
    static String timeOf(JsonNode promise) {
        return DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of(promise.path("zone").asText()))
                .format(Instant.parse(promise.path("promised").asText()));
    }

    private static void awaitDelivery() {
        await("the delivery of the reply", () -> entry(RealData.SENT).path("delivery").path("status").asText()
                .matches("sent|delivered"));
    }

    /** The newest entry of that type, waited for. */
    private static JsonNode entry(String type) {
        await(type + " on the timeline", () -> !page(type).isEmpty());
        return page(type).get(0);
    }

    private static JsonNode page(String type) {
        return operator.get("/api/v1/customers/" + CUSTOMER + "/timeline?type=" + type).path("data");
    }

    private static void await(String what, Callable<Boolean> happened) {
        Awaitility.await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).until(happened);
    }

    private static void post(ObjectNode event) {
        hub.integration().deliver(Posting.single(event));
    }

    private static ObjectNode event(String id, String type, java.util.function.Consumer<ObjectNode> fill, String who) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("specversion", "1.0").put("id", id)
                .put("source", "/journeys/story").put("type", type);
        ObjectNode data = event.putObject("data");
        fill.accept(data);
        data.putObject(who).put("type", "email").put("value", ANNA).put("name", "Anna Weber");
        return event;
    }

    private static void print(List<JsonNode> timeline) {
        System.out.println("\n| occurred | service | type | summary | delivery |\n| --- | --- | --- | --- | --- |");
        timeline.forEach(entry -> System.out.printf("| %s | %s | %s | %s | %s |%n", entry.path("occurred_at").asText(),
                entry.path("service").asText(), entry.path("type").asText(),
                entry.path("summary").asText().replace('\n', ' '),
                entry.path("delivery").path("status").asText()));
    }
}
