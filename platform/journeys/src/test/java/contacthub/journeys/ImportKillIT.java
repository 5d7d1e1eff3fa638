package contacthub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;

/**
 * contact-service is killed twice in the middle of an import, or Kafka goes away: every good line is on a timeline once,
 * every bad one in the report by its number. {@code -Djourneys.full=true} imports a million lines instead of a tenth.
 */
class ImportKillIT {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int LINES = Integer.getInteger("journeys.lines",
            Boolean.getBoolean("journeys.full") ? 1_000_000 : 100_000);
    private static final int SENDERS = 5_000;
    private static final int BAD_EVERY = 9_973;
    /** At first an import goes this far before anybody can look. */
    private static final int FEW_LINES = 40_000;
    private static final Duration AWAY = Duration.ofSeconds(10);

    private static RunningHub hub;
    private static Quiet quiet;

    @BeforeAll
    static void start() {
        hub = RunningHub.shared();
        quiet = new Quiet(hub);
        quiet.await();
    }

    @Test
    void losesAndDoublesNoLineOfAnImportWhoseServiceIsKilledTwice() throws IOException {
        long begun = System.nanoTime();
        String numbers = numbers();
        String path = "/api/v1/imports/" + post(file(numbers, LINES));
        killAfter(path, LINES / 3);
        killAfter(path, LINES * 2L / 3);
        JsonNode ended = awaitEnd(path);
        System.out.printf("imported in %d s with two kills: %s%n", Duration.ofNanos(System.nanoTime() - begun)
                .toSeconds(), ended);
        assertThatAllIsThere(path, ended, numbers, LINES);
    }

    @Test
    void waitsForKafkaAndLetsLiveContactsPass() throws IOException {
        String numbers = numbers();
        String path = "/api/v1/imports/" + post(file(numbers, FEW_LINES));
        await(path, "a part of the import", state -> state.path("lines_read").asLong() >= FEW_LINES / 10);
        hub.parts().kill("kafka");
        String live = numbers();
        long posted = postWhileAway(live);
        JsonNode waiting = hub.administrator("contact").get(path);
        hub.parts().up("kafka");
        System.out.printf("Kafka was away after %s of %,d lines; %d live contacts were taken meanwhile%n",
                waiting.path("lines_read"), FEW_LINES, posted);
        assertThat(waiting.path("state").asText()).isEqualTo("running");
        assertThatAllIsThere(path, awaitEnd(path), numbers, FEW_LINES);
        assertThat(hub.ledger().contactsFrom(live)).isEqualTo(posted);
    }

    private static JsonNode awaitEnd(String path) {
        JsonNode ended = await(path, "the end of the import", state -> state.path("state").asText().equals("finished"));
        quiet.await();
        return ended;
    }

    private static void assertThatAllIsThere(String path, JsonNode ended, String numbers, int lines) {
        List<Integer> bad = IntStream.rangeClosed(1, lines).filter(ImportKillIT::isBad).boxed().toList();
        long good = lines - bad.size();
        assertThat(ended.path("lines_read").asLong()).isEqualTo(lines);
        assertThat(ended.path("refused").asLong()).isEqualTo(bad.size());
        assertThat(ended.path("accepted").asLong()).isEqualTo(good);
        assertThat(hub.ledger().contactsFrom(numbers)).isEqualTo(good);
        assertThat(hub.ledger().differentContactsFrom(numbers)).isEqualTo(good);
        assertThat(refusedLines(path)).containsExactlyElementsOf(bad);
        assertThat(quiet.deadLetters()).isEmpty();
    }

    /** Posts one contact after the other, each of which must be taken. */
    private static long postWhileAway(String numbers) throws IOException {
        long begun = System.nanoTime();
        long posted = 0;
        for (; System.nanoTime() - begun < AWAY.toNanos(); posted++) {
            ObjectNode event = Json.MAPPER.createObjectNode().put("specversion", "1.0").put("id", Long.toString(posted))
                    .put("source", "/journeys/" + numbers).put("type", RealData.RECEIVED);
            event.putObject("data").put("channel", "web").put("text", "Live no. " + posted).putObject("from")
                    .put("type", "external").put("value", numbers + posted);
            assertThat(hub.integration().post(Posting.single(event)).statusCode()).isEqualTo(202);
        }
        return posted;
    }

    private static String numbers() {
        return "import-" + Long.toHexString(System.nanoTime()) + "/";
    }

    private static boolean isBad(int line) {
        return line % BAD_EVERY == 17;
    }

    private static Path file(String numbers, int count) throws IOException {
        Path file = Path.of("target", "import.ndjson");
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(30, ChronoUnit.DAYS).toString();
        try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
            for (int line = 1; line <= count; line++) {
                lines.print(isBad(line) ? "{\"channel\":\n" : contact(numbers, line, time));
            }
        }
        return file;
    }

    private static String contact(String numbers, int line, String time) {
        return "{\"channel\":\"web\",\"from\":{\"type\":\"external\",\"value\":\"" + numbers + line % SENDERS
                + "\"},\"text\":\"Line " + line + "\",\"time\":\"" + time + "\"}\n";
    }

    private static String post(Path file) throws IOException {
        Properties credentials = hub.parts().credentials();
        HttpRequest request = HttpRequest.newBuilder(hub.parts().url("contact").resolve("/api/v1/imports"))
                .timeout(PATIENCE).header("Content-Type", "application/x-ndjson")
                .header("Authorization", "Bearer " + credentials.getProperty("integration.key"))
                .POST(HttpRequest.BodyPublishers.ofFile(file)).build();
        HttpResponse<byte[]> answer = hub.integration().send(request);
        assertThat(answer.statusCode()).isEqualTo(202);
        return Json.MAPPER.readTree(answer.body()).path("id").asText();
    }

    private static void killAfter(String path, long lines) {
        JsonNode state = await(path, lines + " lines", one -> one.path("lines_read").asLong() >= lines);
        assertThat(state.path("state").asText()).isEqualTo("running");
        hub.parts().kill("contact");
        System.out.printf("killed contact-service after %,d lines%n", state.path("lines_read").asLong());
        hub.parts().up();
    }

    private static JsonNode await(String path, String what, java.util.function.Predicate<JsonNode> wanted) {
        Operator administrator = hub.administrator("contact");
        return Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).ignoreExceptions()
                .until(() -> administrator.get(path), wanted::test);
    }

    private static List<Integer> refusedLines(String path) {
        JsonNode page = hub.administrator("contact").get(path + "/errors?page%5Bsize%5D=200");
        return StreamSupport.stream(page.path("data").spliterator(), false).map(error -> error.path("line").asInt())
                .toList();
    }
}
