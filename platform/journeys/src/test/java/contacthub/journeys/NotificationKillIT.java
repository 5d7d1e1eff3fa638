package contacthub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * notification-service is killed several times while 5,000 messages are asked for and sent: none is missing, the gateway
 * has none twice, and those of which nobody knows whether they were sent are listed (spec 85, I4).
 */
class NotificationKillIT {

    private static final long SEED = Long.getLong("journeys.seed", System.nanoTime());
    private static final int MESSAGES = Integer.getInteger("journeys.messages", 5_000);
    private static final int CUSTOMERS = 500;
    private static final int KILLS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void losesAndDoublesNoMessageWhenKilledWhileSending() {
        RunningHub hub = RunningHub.shared();
        Writer shop = new Writer(hub);
        List<String> customers = shop.customers("telegram", CUSTOMERS);
        List<String> texts = IntStream.range(0, MESSAGES).mapToObj(i -> shop.text("kill", i)).toList();
        int before = hub.telegram().taken();

        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> ask(shop, customers, texts));
        killAtRandomPoints(hub, before);
        asking.join();

        Map<String, JsonNode> written = awaitEnds(shop);
        Map<String, Integer> ends = new TreeMap<>();
        written.values().forEach(one -> ends.merge(
                one.path("state").asText() + " " + one.path("reason").asText(""), 1, Integer::sum));
        System.out.printf("seed %d: %,d messages, %d kills: %s; the gateway took %,d%n", SEED, MESSAGES, KILLS, ends,
                hub.telegram().taken() - before);
        assertThat(written.keySet()).containsExactlyInAnyOrderElementsOf(texts);
        written.forEach((text, one) -> {
            if (one.path("state").asText().equals("sent")) {
                assertThat(hub.telegram().taken(text)).as(text).isEqualTo(1);
            } else {
                assertThat(one.path("reason").asText()).as(text).isEqualTo("unknown");
                assertThat(hub.telegram().taken(text)).as(text).isLessThanOrEqualTo(1);
            }
        });
        assertThat(ends.getOrDefault("sent ", 0)).isGreaterThan(MESSAGES * 9 / 10);
    }

    private static void ask(Writer shop, List<String> customers, List<String> texts) {
        ExecutorService askers = Executors.newFixedThreadPool(8);
        try {
            CompletableFuture.allOf(IntStream.range(0, texts.size()).mapToObj(i -> CompletableFuture.runAsync(
                    () -> shop.write(customers.get(i % customers.size()), texts.get(i)), askers))
                    .toArray(CompletableFuture[]::new)).join();
        } finally {
            askers.shutdown();
        }
    }

    private static void killAtRandomPoints(RunningHub hub, int before) {
        Random random = new Random(SEED);
        int[] points = random.ints(KILLS, 1, MESSAGES * 9 / 10).sorted().toArray();
        for (int point : points) {
            Awaitility.await(point + " messages taken").atMost(PATIENCE).pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1)).until(() -> hub.telegram().taken() - before >= point);
            hub.parts().kill("notification");
            System.out.printf("killed after the gateway took %,d%n", hub.telegram().taken() - before);
            hub.parts().up();
        }
    }

    private static Map<String, JsonNode> awaitEnds(Writer shop) {
        return Awaitility.await("every message to be at its end").atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2)).until(shop::written, written -> written.values().stream()
                        .noneMatch(one -> List.of("queued", "held", "sending").contains(one.path("state").asText())));
    }
}
