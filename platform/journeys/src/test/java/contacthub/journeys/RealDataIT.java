package contacthub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

/** Public data at its full size through the front door: what went in is on the timelines, once, however often posted. */
class RealDataIT {

    private static RealData data;
    private static RunningHub hub;
    private static Quiet quiet;

    @BeforeAll
    static void start() {
        data = RealData.found("", 500);
        hub = RunningHub.shared();
        quiet = new Quiet(hub);
        quiet.await();
    }

    @Test
    void keepsEverythingOnceHoweverOftenPosted() throws IOException {
        Map<String, Load> collections = data.all();
        Load load = collections.values().stream().reduce(Load::plus).orElseThrow();
        Map<String, Long> before = hub.ledger().timelineByType();
        long scoredBefore = hub.ledger().scoredPurchasers();
        long unusedBefore = unusedUpdates();

        Duration first = post(load);
        Map<String, Long> added = added(before, hub.ledger().timelineByType());
        long unused = unusedUpdates() - unusedBefore;
        print(collections, added, unused, first);
        assertThat(added).containsAllEntriesOf(load.expected());
        assertThat(unused).isEqualTo(30);
        assertThat(hub.ledger().purchasers(data.numbers("cdnow"))).isEqualTo(RealData.PURCHASERS);
        assertThat(hub.ledger().scoredPurchasers() - scoredBefore).isEqualTo(RealData.PURCHASERS);
        assertThat(quiet.deadLetters()).isEmpty();
        showsSamplesOverHttp();

        Map<String, Long> onceCounted = hub.ledger().everything();
        Map<String, Long> onceOnTimelines = hub.ledger().timelineByType();
        Duration second = post(load);
        System.out.printf("posted a second time in %d s: %s%n", second.toSeconds(), hub.ledger().everything());
        assertThat(hub.ledger().everything()).isEqualTo(onceCounted);
        assertThat(hub.ledger().timelineByType()).isEqualTo(onceOnTimelines);
    }

    private static Duration post(Load load) {
        long begun = System.nanoTime();
        load.deliver(hub.integration());
        quiet.await();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Map<String, Long> added(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> added = new TreeMap<>();
        after.forEach((type, count) -> added.put(type, count - before.getOrDefault(type, 0L)));
        return added;
    }

    private void showsSamplesOverHttp() {
        Operator operator = hub.administrator("contact");
        assertThat(operator.timeline("external:cdnow/00002")).filteredOn(entry -> isOf(entry, RealData.PURCHASE))
                .extracting(entry -> entry.path("detail").path("amount").asDouble())
                .containsExactlyInAnyOrder(12.0, 77.0);
        assertThat(operator.timeline("external:nyc311/54046813"))
                .filteredOn(entry -> entry.path("channel").isTextual())
                .extracting(entry -> entry.path("type").asText() + " " + entry.path("occurred_at").asText())
                .containsExactly(RealData.SENT + " 2022-05-01T04:07:46Z", RealData.RECEIVED + " 2022-05-01T04:00:09Z");
        assertThat(operator.timeline("external:cfpb/2105582")).filteredOn(entry -> isOf(entry, RealData.RECEIVED))
                .hasSize(1).allSatisfy(entry -> assertThat(entry.path("summary").asText())
                        .startsWith("Credit reporting. Credit reporting company's investigation."));
    }

    private static boolean isOf(JsonNode entry, String type) {
        return entry.path("type").asText().equals(type);
    }

    /** Updates of Telegram that were no contacts, as the service counts them itself. */
    private static long unusedUpdates() throws IOException {
        HttpRequest request = HttpRequest
                .newBuilder(hub.parts().managementUrl("contact").resolve("/q/metrics")).build();
        String metrics = new String(hub.integration().send(request).body(), StandardCharsets.UTF_8);
        return metrics.lines().filter(line -> line.startsWith("hub_webhook_unused_total{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    private static void print(Map<String, Load> collections, Map<String, Long> added, long unused, Duration took) {
        System.out.println("\n| collection | posted | expected on timelines |\n| --- | --- | --- |");
        collections.forEach((name, load) -> System.out.printf("| %s | %,d | %s |%n", name, load.posted(),
                load.expected()));
        System.out.println("\n| type | on timelines |\n| --- | --- |");
        added.forEach((type, count) -> System.out.printf("| %s | %,d |%n", type, count));
        System.out.printf("| Telegram updates that are no contacts | %d |%n", unused);
        System.out.printf("| purchasing customers | %,d |%n", hub.ledger().purchasers(data.numbers("cdnow")));
        System.out.printf("| entries by service | %s |%n", hub.ledger().timelineByService());
        System.out.printf("accepted, projected and scored in %d s%n", took.toSeconds());
    }
}
