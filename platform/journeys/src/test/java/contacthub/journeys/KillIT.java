package contacthub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each service is killed once while data is posted, at a moment chosen by the number of events accepted, and brought
 * back by the launcher. {@code -Djourneys.full=true} posts everything instead of a part; {@code -Djourneys.seed=…}
 * repeats a run.
 */
class KillIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long SEED = Long.getLong("journeys.seed", System.nanoTime());
    private static final boolean FULL = Boolean.getBoolean("journeys.full");
    private static final int PART = 6;
    private static final int BATCH = 20;

    private static RealData data;
    private static RunningHub hub;
    private static Quiet quiet;

    @BeforeAll
    static void start() {
        data = RealData.found("kill-" + Long.toHexString(SEED) + "-", BATCH);
        hub = RunningHub.shared();
        quiet = new Quiet(hub);
        quiet.await();
    }

    @Test
    void losesAndDoublesNothingWhenEachServiceIsKilledOnce() {
        Load load = load();
        Map<String, Long> expected = hub.ledger().timelineByType();
        load.expected().forEach((type, count) -> expected.merge(type, count, Long::sum));
        long scoredBefore = hub.ledger().scoredPurchasers();
        System.out.printf("seed %d: %,d events, full=%s%n", SEED, load.posted(), FULL);

        killOneServiceInEachThird(load);
        quiet.await();

        Map<String, Long> counted = hub.ledger().timelineByType();
        System.out.println("expected by type: " + expected + "\non timelines:     " + counted);
        load.expected().keySet().forEach(type -> assertThat(counted).containsEntry(type, expected.get(type)));
        long purchasers = hub.ledger().purchasers(data.numbers("cdnow"));
        assertThat(hub.ledger().scoredPurchasers() - scoredBefore).isEqualTo(purchasers);
        if (FULL) {
            assertThat(purchasers).isEqualTo(RealData.PURCHASERS);
        }
        assertThat(quiet.deadLetters()).isEmpty();
    }

    private static Load load() {
        if (FULL) {
            return data.all().values().stream().reduce(Load::plus).orElseThrow();
        }
        return data.purchasesOfEvery(PART).plus(data.requests()).plus(data.complaints()).plus(data.telegram())
                .plus(data.conformance());
    }

    private static void killOneServiceInEachThird(Load load) {
        Random random = new Random(SEED);
        List<String> services = new ArrayList<>(List.of("contact", "segment", "notification"));
        Collections.shuffle(services, random);
        for (int third = 0; third < services.size(); third++) {
            List<Posting> postings = load.thirds().get(third);
            long events = postings.stream().mapToLong(Posting::events).sum();
            AtomicLong accepted = new AtomicLong();
            CompletableFuture<Void> posting = CompletableFuture
                    .runAsync(() -> Load.deliver(postings, hub.integration(), accepted));
            killAfter((long) (events * 0.9 * random.nextDouble()), accepted, services.get(third));
            posting.join();
        }
    }

    private static void killAfter(long moment, AtomicLong accepted, String service) {
        Awaitility.await(moment + " events accepted").atMost(PATIENCE).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5)).until(() -> accepted.get() >= moment);
        long pid = hub.parts().process(service).pid();
        hub.parts().kill(service);
        System.out.printf("killed %s after %,d accepted events of this third%n", service, accepted.get());
        hub.parts().up();
        assertThat(hub.parts().process(service).pid()).isNotEqualTo(pid);
    }
}
