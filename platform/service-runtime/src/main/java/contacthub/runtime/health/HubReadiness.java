package contacthub.runtime.health;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import contacthub.runtime.inbox.Pulse;

/**
 * Whether the service can do its work now. One check with details: a service that can still take events with one of its
 * two stores ({@code hub.ready.with=any}) must not be taken out of traffic because the other is away.
 */
@Readiness
@ApplicationScoped
class HubReadiness implements HealthCheck {

    private static final Duration STUCK = Duration.ofSeconds(30);

    private final Stores stores;
    private final Pulse pulse;
    private final boolean anyStoreWillDo;

    HubReadiness(Stores stores, Pulse pulse,
            @ConfigProperty(name = "hub.ready.with", defaultValue = "all") String with) {
        this.stores = stores;
        this.pulse = pulse;
        this.anyStoreWillDo = with.equals("any");
    }

    @Override
    public HealthCheckResponse call() {
        boolean database = stores.databaseAnswers();
        boolean kafka = stores.kafkaAnswers();
        Duration oldest = pulse.oldestBatch();
        boolean stuck = oldest.compareTo(STUCK) > 0 && database && kafka;
        boolean ready = (anyStoreWillDo ? database || kafka : database && kafka) && !stuck;
        return HealthCheckResponse.named("hub")
                .status(ready)
                .withData("database", database ? "up" : "down")
                .withData("kafka", kafka ? "up" : "down")
                .withData("oldest_batch_seconds", oldest.toSeconds())
                .build();
    }
}
