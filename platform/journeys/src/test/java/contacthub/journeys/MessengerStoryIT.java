package contacthub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;

/** One question by messenger, from the customer's own screen to the operator's answer on it, and what they see of it. */
class MessengerStoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CUSTOMER = "791800001";

    @ParameterizedTest
    @ValueSource(strings = { "vk", "whatsapp", "viber"})
    void answersWhereCustomerAsked(String messenger) throws Exception {
        RunningHub hub = RunningHub.shared();
        Operator operator = hub.administrator("contact");
        play(hub, messenger, "/write", "Где мой заказ?");
        String timeline = "/api/v1/customers/" + messenger + ":" + CUSTOMER + "/timeline?type=" + RealData.RECEIVED;
        Awaitility.await("the question").atMost(PATIENCE).ignoreExceptions()
                .until(() -> !operator.get(timeline).path("data").isEmpty());
        JsonNode question = operator.get(timeline).path("data").get(0);
        assertThat(question.path("summary").asText()).isEqualTo("Где мой заказ?");
        awaitText(hub, messenger, "Мы получили ваше обращение");

        operator.create("/api/v1/conversations/" + question.path("conversation_id").asText() + "/replies",
                Map.of("text", "Едет к вам."));
        awaitText(hub, messenger, "Едет к вам.");
        assertThat(texts(hub, messenger)).filteredOn(text -> text.contains("Едет к вам.")).hasSize(1);
        String replies = timeline.replace(RealData.RECEIVED, RealData.SENT);
        // VK tells nothing of what became of a message.
        awaitDelivery(operator, replies, messenger.equals("vk") ? "sent" : "delivered");
        play(hub, messenger, "/seen", "");
        awaitDelivery(operator, replies, messenger.equals("vk") ? "sent" : "read");
    }

    private static void awaitDelivery(Operator operator, String replies, String status) {
        Awaitility.await("the delivery on the timeline").atMost(PATIENCE).untilAsserted(() -> assertThat(operator
                .get(replies).path("data").path(0).path("delivery").path("status").asText()).isEqualTo(status));
    }

    private static void awaitText(RunningHub hub, String messenger, String words) {
        Awaitility.await(words).atMost(PATIENCE)
                .until(() -> texts(hub, messenger).stream().anyMatch(text -> text.contains(words)));
    }

    private static List<String> texts(RunningHub hub, String messenger) throws IOException, InterruptedException {
        return StreamSupport.stream(play(hub, messenger, "", "").path("lines").spliterator(), false)
                .filter(line -> !line.path("mine").asBoolean()).map(line -> line.path("text").asText()).toList();
    }

    private static JsonNode play(RunningHub hub, String messenger, String what, String text)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest
                .newBuilder(URI.create(hub.sandbox().url() + "/play/" + messenger + "/" + CUSTOMER + what))
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(Map.of("text", text)))).build();
        return Json.MAPPER.readTree(
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }
}
