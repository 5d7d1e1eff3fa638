package contacthub.contact.channel.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** How the mailboxes do, as metrics; a mailbox that cannot be read makes nothing else unready. */
@ApplicationScoped
class MailHealth {

    private record State(Instant read, int waiting) {}

    private final Map<String, AtomicReference<State>> accounts = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final Clock clock;

    MailHealth(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** Everything that lay in the mailbox is taken. */
    void read(String account) {
        of(account).updateAndGet(state -> new State(clock.instant(), state.waiting));
    }

    /** So many letters are not taken yet. */
    void waiting(String account, int letters) {
        of(account).updateAndGet(state -> new State(state.read, letters));
    }

    /** The mailbox could not be read. */
    void failed(String account) {
        of(account);
        meters.counter("hub.mail.errors", "account", account).increment();
    }

    private AtomicReference<State> of(String account) {
        return accounts.computeIfAbsent(account, this::watched);
    }

    private AtomicReference<State> watched(String account) {
        var state = new AtomicReference<>(new State(clock.instant(), 0));
        meters.gauge("hub.mail.waiting", Tags.of("account", account), state,
                now -> now.get().waiting);
        meters.gauge("hub.mail.since.read.seconds", Tags.of("account", account), state,
                now -> Duration.between(now.get().read, clock.instant()).toSeconds());
        return state;
    }
}
