package contacthub.journeys.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Assumptions;

import contacthub.journeys.Quiet;
import contacthub.journeys.RunningHub;
import contacthub.journeys.Writer;

/** Traffic, a fault in it, quiet again, and the check of everything; the seed and the history say how to repeat it. */
final class Experiment {

    private static final int BEFORE = 200;
    private static final int AFTER = 300;
    private static final int CHATS = 10;
    private static final long SEED = Long.getLong("journeys.seed", System.nanoTime());

    private final RunningHub hub;
    private final boolean doubled;
    private final List<String> chats;

    /** On a hub that is up. */
    Experiment(RunningHub hub, boolean doubled) {
        this.hub = hub;
        this.doubled = doubled;
        this.chats = new Writer(hub).customers("telegram", CHATS);
        hub.administrator("contact").create("/api/v1/sla-policies", Map.of("name", "minute", "position", 1,
                "match", Map.of("channel", "web"), "targets", Map.of("first-reply", Map.of("minutes", 1))));
    }

    /** Takes back what concerns others who use the same hub. */
    void end() {
        hub.administrator("contact").remove("/api/v1/sla-policies/minute");
    }

    /** Fails if an invariant does not hold. */
    void run(Fault fault) throws IOException {
        fault.needs().ifPresent(why -> Assumptions.abort(fault.name() + ": " + why));
        long seed = SEED + fault.name().hashCode();
        String run = fault.name() + "-" + Long.toHexString(seed) + "-";
        hub.parts().up();
        Quiet quiet = new Quiet(hub);
        quiet.await();
        try (History history = new History(Path.of("target/faults").resolve(run + "history.jsonl"))) {
            Struck struck = new Struck(hub, doubled, run, history, seed);
            Checker checker = new Checker(struck, history);
            Resources before = Resources.of(struck);
            AtomicInteger poison = new AtomicInteger();
            new Traffic(struck, history, chats).during(() -> strike(fault, struck, poison), seed);
            quiet.await();
            List<String> violations = checker.violations(poison.get());
            Resources after = Resources.of(struck);
            violations.addAll(after.unbounded());
            System.out.printf("%s: seed %d, %s%n  %s%n  before %s%n  after  %s%n%s", fault.name(), SEED,
                    checker.summary(), violations.size() + " violations", before, after,
                    violations.isEmpty() ? "" : "  " + String.join("\n  ", violations) + "\n");
            assertThat(violations).as("%s with -Djourneys.seed=%d", fault.name(), SEED).isEmpty();
        }
    }

    private static void strike(Fault fault, Struck struck, AtomicInteger poison) {
        try {
            struck.afterOperations(BEFORE + struck.random().nextInt(BEFORE));
            poison.set(fault.strike().on(struck));
            struck.up();
            struck.afterOperations(AFTER);
        } catch (Exception e) {
            throw new IllegalStateException(fault.name() + " failed to strike", e);
        }
    }
}
