package contacthub.contact.intake;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;

import contacthub.contact.intake.Allowance.Rate;
import contacthub.runtime.security.Client;
import contacthub.runtime.web.Problem;

/**
 * Refuses events of a client that posts faster than its rate and keeps nothing of them. Counted in the memory of each
 * instance: {@code n} instances together let through {@code n} times the rate.
 */
@ApplicationScoped
class RateLimit {

    /** Clients are accounts and keys that an administrator made; past that many all begin with a full allowance again. */
    private static final int MOST = 10_000;
    private static final String KEY = "key:";

    private final IntakeSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final boolean unlimited;
    private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();

    RateLimit(IntakeSettings settings, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.unlimited = settings.ratePerSecond() <= 0 && settings.rates().isEmpty();
    }

    /** Counts this many events of the caller; a 429 problem that says when to come again where they are too many. */
    void admit(RoutingContext request, int events) {
        if (!unlimited) {
            admit(Client.of(request), Math.max(1, events));
        }
    }

    private void admit(String client, int events) {
        Rate rate = rate(client);
        if (rate.perSecond() <= 0) {
            return;
        }
        if (allowances.size() >= MOST) {
            allowances.clear();
        }
        int[] wait = new int[1];
        allowances.compute(client, (name, before) -> {
            Allowance now = before == null
                    ? Allowance.full(rate, clock.instant())
                    : before.filled(rate, clock.instant());
            boolean covered = now.covers(rate, events);
            wait[0] = covered ? 0 : now.secondsUntil(rate, events);
            return covered ? now.without(events) : now;
        });
        if (wait[0] > 0) {
            refuse(client, rate, wait[0]);
        }
    }

    private Rate rate(String client) {
        Integer own = client.startsWith(KEY) ? settings.rates().get(client.substring(KEY.length())) : null;
        return Rate.of(own == null ? settings.ratePerSecond() : own, settings.burst());
    }

    private void refuse(String client, Rate rate, int seconds) {
        meters.counter("hub.intake.limited", "client", client).increment();
        throw Problem.tooManyRequests("This key may post " + rate.perSecond() + " events a second, and "
                + rate.burst() + " at once; nothing was kept.", seconds);
    }
}
