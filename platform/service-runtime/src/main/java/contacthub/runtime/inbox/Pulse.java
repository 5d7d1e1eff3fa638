package contacthub.runtime.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

/** Since when each consumer has been at its present batch: the watchdog that readiness shows. */
@ApplicationScoped
public class Pulse {

    private final Clock clock;
    private final Map<String, Instant> begun = new ConcurrentHashMap<>();

    Pulse(Clock clock) {
        this.clock = clock;
    }

    void begin(String consumer) {
        begun.put(consumer, clock.instant());
    }

    void end(String consumer) {
        begun.remove(consumer);
    }

    /** The age of the oldest unfinished batch; zero when none is under way. */
    public Duration oldestBatch() {
        Instant now = clock.instant();
        return begun.values().stream().map(start -> Duration.between(start, now)).max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
