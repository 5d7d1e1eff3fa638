package contacthub.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;
import contacthub.testkit.Letter;
import contacthub.testkit.Mailbox;

/** Resolved needs the customer: told over HTTP and by letters, from the question to the answer (spec 40). */
class SolvedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern LINK = Pattern.compile(RunningHub.PUBLIC_URL + "(/public/solved/\\S+)");

    private static final String REOPENED = "contacthub.conversation.reopened.v1";

    private static RunningHub hub;
    private static Operator operator;

    @BeforeAll
    static void start() {
        hub = RunningHub.shared();
        operator = hub.administrator("contact");
    }

    @Test
    void opensTheSameConversationAgainByTheLinkAndByAnAnswerToTheLetter() throws IOException {
        String email = "boris@solved.example";
        String conversation = written(email, "The lamp is broken.");
        resolve(conversation);
        Letter question = question(email);
        String page = page(question);
        assertThat(send(HttpRequest.newBuilder(contact(page)).GET())).contains("Is your matter solved?");
        assertThat(status(conversation)).isEqualTo("resolved");

        assertThat(send(HttpRequest.newBuilder(contact(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("answer=no")))).contains("We are working on it");
        assertThat(status(conversation)).isEqualTo("open");
        assertThat(told(email)).contains(REOPENED, RealData.SENT, RealData.RECEIVED);

        resolve(conversation);
        hub.mailbox().answer(question, email, "No, it is dark.");
        assertThat(conversationOf(email, "No, it is dark.")).isEqualTo(conversation);
        assertThat(status(conversation)).isEqualTo("open");
        assertThat(told(email)).filteredOn(REOPENED::equals).hasSize(2);
    }

    @Test
    void isConfirmedWhenTheCustomerAnswersYesToTheLetter() {
        String email = "clara@solved.example";
        String conversation = written(email, "The lamp is broken.");
        resolve(conversation);
        hub.mailbox().answer(question(email), email, "Yes, thank you!");
        assertThat(conversationOf(email, "Yes, thank you!")).isEqualTo(conversation);
        assertThat(status(conversation)).isEqualTo("confirmed");
        assertThat(written(email, "The chair is broken, too.")).isNotEqualTo(conversation);
    }

    private static void resolve(String conversation) {
        operator.create("/api/v1/conversations/" + conversation + "/replies", Map.of("text", "A new one is coming."));
        operator.create("/api/v1/conversations/" + conversation + "/resolve", Map.of());
    }

    /** The question, once the hub knows too that it is with the mail server. */
    private static Letter question(String email) {
        await("the question", () -> entries(email).stream().anyMatch(entry -> isQuestion(entry.path("summary").asText())
                && entry.path("delivery").path("status").asText().equals("sent")));
        return Mailbox.awaitLetter("that asks whether it is solved",
                letter -> letter.isTo(email) && isQuestion(letter.text()));
    }

    private static boolean isQuestion(String text) {
        return text.contains("We believe that your matter");
    }

    private static void await(String what, Callable<Boolean> happened) {
        Awaitility.await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).until(happened);
    }

    private static String page(Letter question) {
        Matcher link = LINK.matcher(question.text());
        assertThat(link.find()).as("a link in %s", question.text()).isTrue();
        return link.group(1);
    }

    private static URI contact(String page) {
        return hub.parts().url("contact").resolve(page);
    }

    /** As a browser does, which knows nobody. */
    private static String send(HttpRequest.Builder request) throws IOException {
        var answer = hub.integration().send(request.header("Accept-Language", "en").build());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), UTF_8);
    }

    /** The conversation of what a customer writes now, in English, by e-mail. */
    private static String written(String email, String text) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("specversion", "1.0").put("id", email + "/" + text)
                .put("source", "/journeys/solved").put("type", RealData.RECEIVED);
        ObjectNode data = event.putObject("data").put("channel", "email").put("language", "en").put("text", text);
        data.putObject("from").put("type", "email").put("value", email);
        hub.integration().deliver(Posting.single(event));
        return conversationOf(email, text);
    }

    /** Where this text of a customer arrived. */
    private static String conversationOf(String email, String text) {
        return Awaitility.await(text).atMost(PATIENCE).until(() -> entries(email).stream()
                .filter(entry -> entry.path("summary").asText().equals(text)).findFirst(), found -> found.isPresent())
                .orElseThrow().path("conversation_id").asText();
    }

    private static List<JsonNode> entries(String email) throws IOException, InterruptedException {
        String customer = "email:" + email;
        return operator.knows("/api/v1/customers/" + customer) ? operator.timeline(customer) : List.of();
    }

    private static List<String> told(String email) {
        return operator.timeline("email:" + email).stream().map(entry -> entry.path("type").asText()).toList();
    }

    private static String status(String conversation) {
        return operator.get("/api/v1/conversations/" + conversation).path("status").asText();
    }
}
