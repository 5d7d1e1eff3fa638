package contacthub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;
import contacthub.contracts.Topics;

/**
 * One of the two stores is away while contacts are posted one by one: each is accepted at once, and all are on the
 * timeline once the store is back, with nothing else restarted. {@code -Djourneys.outage=90} makes it longer. And the
 * intake log is lost and made anew while the database is kept.
 */
class OutageIT {

    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("journeys.outage", 20));
    private static final List<String> SERVICES = List.of("contact", "segment", "notification");

    private RunningHub hub;
    private Quiet quiet;

    @BeforeEach
    void start() {
        hub = RunningHub.shared();
        quiet = new Quiet(hub);
        quiet.await();
    }

    @ParameterizedTest
    @ValueSource(strings = { "postgres", "kafka"})
    void takesEverythingWhileStoreIsAway(String store) throws IOException {
        List<Long> pids = pids();
        long before = received();
        hub.parts().down(store);
        Map<Integer, Long> answers = new TreeMap<>();
        long slowest = postUntilItIsBack(store, answers);
        hub.parts().up(store);
        quiet.await();
        long added = received() - before;
        System.out.printf("%s away for %d s: answers %s, slowest %d ms, on timelines afterwards %,d%n", store,
                AWAY.toSeconds(), answers, slowest / 1_000_000, added);
        assertThat(answers).containsOnlyKeys(202);
        assertThat(added).isEqualTo(answers.get(202));
        assertThat(pids()).isEqualTo(pids);
        assertThat(quiet.deadLetters()).isEmpty();
    }

    @Test
    void takesWhatComesOnTopicMadeAnew() throws IOException, ExecutionException, InterruptedException {
        post("before-anew", 200);
        quiet.await();
        hub.parts().down("contact");
        makeIntakeLogAnew();
        hub.parts().up("contact");
        long before = received();
        post("anew", 20);
        Awaitility.await("what came on the new topic").atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(received() - before).isEqualTo(20));
        assertThat(quiet.deadLetters()).isEmpty();
    }

    private void post(String run, int contacts) throws IOException {
        for (int i = 0; i < contacts; i++) {
            assertThat(hub.integration().post(Posting.single(contact(run, i))).statusCode()).isEqualTo(202);
        }
    }

    private void makeIntakeLogAnew() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", hub.parts().bootstrapServers()))) {
            admin.deleteTopics(List.of(Topics.CONTACT_INTAKE)).all().get();
            admin.createTopics(List.of(new NewTopic(Topics.CONTACT_INTAKE, 24, (short) 1))).all().get();
        }
    }

    private long received() {
        return hub.ledger().timelineByType().getOrDefault(RealData.RECEIVED, 0L);
    }

    private List<Long> pids() {
        return SERVICES.stream().map(service -> hub.parts().process(service).pid()).toList();
    }

    /** Posts one after the other for as long as the outage lasts; counts the answers and tells the longest wait. */
    private long postUntilItIsBack(String store, Map<Integer, Long> answers) throws IOException {
        Integration integration = hub.integration();
        long begun = System.nanoTime();
        long slowest = 0;
        for (int i = 0; System.nanoTime() - begun < AWAY.toNanos(); i++) {
            long sent = System.nanoTime();
            var answer = integration.post(Posting.single(contact(store, i)));
            slowest = Math.max(slowest, System.nanoTime() - sent);
            if (answers.merge(answer.statusCode(), 1L, Long::sum) == 1 && answer.statusCode() != 202) {
                System.out.println(new String(answer.body(), StandardCharsets.UTF_8));
            }
        }
        return slowest;
    }

    private static ObjectNode contact(String store, int number) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("specversion", "1.0").put("id", Integer.toString(number))
                .put("source", "/journeys/outage/" + store).put("type", RealData.RECEIVED);
        event.putObject("data").put("channel", "web").put("text", "While " + store + " was away, no. " + number)
                .putObject("from").put("type", "external").put("value", "outage-" + store + "/" + number % 100);
        return event;
    }
}
