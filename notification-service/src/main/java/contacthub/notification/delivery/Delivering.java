package contacthub.notification.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;

import contacthub.notification.channel.Adapter;
import contacthub.notification.channel.Adapters;
import contacthub.notification.channel.Outcome;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.DatabaseFailure;

/**
 * Sends what is due, with workers of its own per channel, so that a slow channel holds up no other. A message is sent
 * outside of any transaction; what came of it is recorded even if the database has to be waited for.
 */
@ApplicationScoped
class Delivering {

    private static final Logger LOG = Logger.getLogger(Delivering.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final NotificationLedger ledger;
    private final Backoff backoff;
    private final List<Worker> workers = new ArrayList<>();
    private volatile boolean stopping;

    Delivering(NotificationLedger ledger, Adapters adapters, DeliverySettings settings) {
        this.ledger = ledger;
        this.backoff = settings.backoff();
        for (Adapter adapter : adapters.all()) {
            for (int i = 1; i <= settings.workers(); i++) {
                workers.add(new Worker("deliver-" + adapter.channel() + "-" + i, Worker.AT_ONCE,
                        () -> deliverOne(adapter)));
            }
        }
    }

    void start(@Observes StartupEvent started) {
        workers.forEach(Worker::start);
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
        workers.forEach(Worker::stop);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void giveUpLost() {
        while (ledger.giveUpLost()) {
            LOG.warn("a notification was in flight when its worker was lost; its state is unknown");
        }
    }

    /** Begins nothing while the service stops: what is cut short ends as unknown, for a person to decide. */
    private boolean deliverOne(Adapter adapter) {
        if (stopping) {
            return false;
        }
        Optional<Claimed> claimed = ledger.claim(adapter.channel());
        claimed.ifPresent(one -> {
            Outcome outcome = send(adapter, one);
            untilRecorded(() -> record(one, outcome));
        });
        return claimed.isPresent();
    }

    private static Outcome send(Adapter adapter, Claimed claimed) {
        try {
            return adapter.isConfigured()
                    ? adapter.send(claimed.message())
                    : new Outcome.PermanentFailure(Outcome.NOT_CONFIGURED, "The channel is not configured.");
        } catch (RuntimeException e) {
            // What failed may quote the letter, and logs keep nothing of customers.
            LOG.errorf("%s broke while sending %s: %s", adapter.channel(), claimed.id(), e.getClass().getName());
            LOG.debug("why", e);
            return new Outcome.Unclear("The adapter broke while sending: " + e.getClass().getSimpleName());
        }
    }

    private void record(Claimed claimed, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            ledger.sent(claimed, accepted.gatewayId());
        } else if (outcome instanceof Outcome.TransientFailure failure) {
            retry(claimed, failure);
        } else if (outcome instanceof Outcome.PermanentFailure failure) {
            ledger.failed(claimed, "permanent", failure);
        } else if (outcome instanceof Outcome.Unclear unclear) {
            LOG.warnf("nobody can say whether %s was sent; its attempt says more", claimed.id());
            ledger.failed(claimed, "unclear", new Outcome.PermanentFailure(Outcome.UNKNOWN, unclear.detail()));
        }
    }

    private void retry(Claimed claimed, Outcome.TransientFailure failure) {
        backoff.after(claimed.attempt(), claimed.age(), failure.retryAfter(), ThreadLocalRandom.current().nextDouble())
                .ifPresentOrElse(pause -> ledger.again(claimed, failure, pause),
                        () -> ledger.failed(claimed, "transient",
                                new Outcome.PermanentFailure("gave-up", failure.detail())));
    }

    private void untilRecorded(Runnable recording) {
        Duration pause = Duration.ofMillis(50);
        while (true) {
            try {
                recording.run();
                return;
            } catch (RuntimeException e) {
                if (!DatabaseFailure.isPassing(e) || stopping) {
                    throw e;
                }
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }
}
