package contacthub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;

/** Everything wrong that a caller can send is refused with the right status and the field named; nothing is kept. */
class BadInputIT {

    private static RunningHub hub;
    private static Quiet quiet;

    @BeforeAll
    static void start() {
        hub = RunningHub.shared();
        quiet = new Quiet(hub);
        quiet.await();
    }

    /** What came of one bad request: the status and the fields its answer named. */
    private record Outcome(BadRequest request, int status, Set<String> fields, String reason) {

        boolean asExpected() {
            return status == request.status() && (request.field().isEmpty() || fields.contains(request.field()));
        }

        String row() {
            return "| %s | %d | %s | %s |".formatted(request.what(), status, String.join(", ", fields), reason);
        }
    }

    @Test
    void refusesEveryBadRequestByNameAndKeepsNothing() throws IOException {
        hub.administrator("contact").create("/api/v1/users",
                Map.of("name", "olga", "password", BadRequest.OPERATOR_PASSWORD, "roles", List.of("operator")));
        for (String good : List.of(BadRequests.GOOD, BadCustomerRequests.ALSO_GOOD)) {
            hub.integration().deliver(Posting.single(Json.read(good.getBytes(StandardCharsets.UTF_8),
                    JsonNode.class)));
        }
        quiet.await();
        Map<String, Long> before = hub.ledger().everything();
        long loggedBefore = quiet.logged();

        List<Outcome> outcomes = new ArrayList<>();
        for (BadRequest request : badRequests()) {
            outcomes.add(send(request));
        }
        print(outcomes);

        SoftAssertions softly = new SoftAssertions();
        outcomes.forEach(outcome -> softly.assertThat(outcome.asExpected())
                .as("%s: expected %d %s, got %s", outcome.request().what(), outcome.request().status(),
                        outcome.request().field(), outcome.row())
                .isTrue());
        softly.assertThat(outcomes).hasSizeGreaterThanOrEqualTo(30);
        softly.assertThat(quiet.logged()).as("events on the intake log").isEqualTo(loggedBefore);
        quiet.await();
        softly.assertThat(hub.ledger().everything()).isEqualTo(before);
        softly.assertThat(quiet.deadLetters()).isEmpty();
        softly.assertThat(health()).isEqualTo(200);
        softly.assertAll();
    }

    private static List<BadRequest> badRequests() {
        return Stream.of(new BadRequests(hub, conversation()), new BadCustomerRequests(hub),
                new BadClockRequests(hub, conversation()), new BadSolvedRequests(hub, conversation()),
                new BadReportRequests(hub), new BadScoreRequests(hub), new BadValueRequests(hub),
                new BadSegmentRequests(hub), new BadTemplateRequests(hub), new BadUnsubscribeRequests(hub),
                new BadSmsRequests(hub))
                .flatMap(list -> list.all().stream()).toList();
    }

    private static String conversation() {
        return hub.administrator("contact").timeline("email:good@input.example").get(0).path("conversation_id")
                .asText();
    }

    private static Outcome send(BadRequest bad) throws IOException {
        var answer = hub.integration().send(bad.request());
        JsonNode body = body(answer.body());
        Set<String> fields = new LinkedHashSet<>();
        body.path("errors").forEach(error -> fields.add(error.path("field").asText()));
        body.path("items").forEach(item -> item.path("error").path("field").asText("").lines().forEach(fields::add));
        String reason = body.at("/errors/0/reason").asText(body.at("/items/0/error/reason")
                .asText(body.path("detail").asText("")));
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).as(bad.what())
                .doesNotContain("Exception", "\tat ");
        return new Outcome(bad, answer.statusCode(), fields, reason);
    }

    private static JsonNode body(byte[] bytes) {
        try {
            return Json.MAPPER.readTree(bytes);
        } catch (IOException e) {
            return Json.MAPPER.createObjectNode();
        }
    }

    private static int health() throws IOException {
        URI ready = hub.parts().url("contact").resolve("/q/health/ready");
        return hub.integration().send(HttpRequest.newBuilder(ready).build()).statusCode();
    }

    private static void print(List<Outcome> outcomes) throws IOException {
        List<String> lines = new ArrayList<>(List.of("| request | status | field | reason |",
                "| --- | --- | --- | --- |"));
        outcomes.forEach(outcome -> lines.add(outcome.row()));
        Files.write(Path.of("target", "bad-input.md"), lines);
        System.out.println("\n" + String.join("\n", lines));
    }
}
