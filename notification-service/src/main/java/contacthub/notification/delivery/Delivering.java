package contacthub.notification.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;

import contacthub.notification.channel.Adapter;
import contacthub.notification.channel.Adapters;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;
import contacthub.notification.delivery.NotificationLedger.Batch;
import contacthub.notification.delivery.NotificationLedger.Taken;
import contacthub.notification.preference.UnsubscribeLinks;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.DatabaseFailure;

/**
 * Sends what is due, with workers of its own per channel, so that a slow channel holds up no other. Messages are sent
 * outside of any transaction; what came of them is recorded even if the database has to be waited for.
 */
@ApplicationScoped
class Delivering {

    private static final Logger LOG = Logger.getLogger(Delivering.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final NotificationLedger ledger;
    private final Gateways gateways;
    private final Adapters adapters;
    private final UnsubscribeLinks links;
    private final Backoff backoff;
    private final Map<String, Semaphore> free = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread daemon = new Thread(task, "deliver");
        daemon.setDaemon(true);
        return daemon;
    });
    private final Worker dispatcher = new Worker("deliver", Worker.AT_ONCE, this::dispatch);
    private volatile boolean stopping;

    Delivering(NotificationLedger ledger, Gateways gateways, Adapters adapters, UnsubscribeLinks links,
            DeliverySettings settings) {
        this.ledger = ledger;
        this.gateways = gateways;
        this.adapters = adapters;
        this.links = links;
        this.backoff = settings.backoff();
        adapters.channels().forEach(channel -> free.put(channel, new Semaphore(settings.workers())));
    }

    void start(@Observes StartupEvent started) {
        dispatcher.start();
    }

    /** Waits for what is being sent: what is cut short ends as unknown, for a person to decide. */
    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        dispatcher.stop();
        threads.shutdown();
        threads.awaitTermination(5, TimeUnit.SECONDS);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void giveUpLost() {
        while (ledger.giveUpLost()) {
            LOG.warn("a notification was in flight when its worker was lost; its state is unknown");
        }
    }

    /** Sets a free worker on each channel that has one and something due; there is nothing more to do at once. */
    private boolean dispatch() {
        List<String> idle = free.keySet().stream().filter(channel -> free.get(channel).availablePermits() > 0).toList();
        for (String channel : ledger.due(idle)) {
            if (free.get(channel).tryAcquire()) {
                threads.execute(() -> deliver(channel));
            }
        }
        return false;
    }

    /** Until nothing is due. */
    private void deliver(String channel) {
        try {
            while (!stopping && deliverBatch(channel)) {
                LOG.trace("and again");
            }
        } catch (RuntimeException e) {
            LOG.errorf("delivering on %s failed: %s", channel, e.getMessage());
        } finally {
            free.get(channel).release();
        }
    }

    private boolean deliverBatch(String channel) {
        Optional<Batch> claimed = ledger.claim(channel, adapters.serving(channel));
        claimed.ifPresent(batch -> {
            Map<Claimed, Outcome> outcomes = send(batch);
            record(outcomes);
            report(batch, outcomes.values());
        });
        return claimed.isPresent();
    }

    /** All at once: none has to wait for a slow one, and all are done well within the lease. */
    private Map<Claimed, Outcome> send(Batch batch) {
        Map<Claimed, Future<Outcome>> sending = new LinkedHashMap<>();
        List<Claimed> others = batch.claimed().subList(1, batch.claimed().size());
        others.forEach(one -> sending.put(one, threads.submit(() -> send(batch.adapter(), one))));
        Map<Claimed, Outcome> outcomes = new LinkedHashMap<>();
        Claimed first = batch.claimed().get(0);
        outcomes.put(first, send(batch.adapter(), first));
        sending.forEach((one, outcome) -> outcomes.put(one, result(outcome)));
        return outcomes;
    }

    private static Outcome result(Future<Outcome> sending) {
        try {
            return sending.get();
        } catch (InterruptedException | ExecutionException e) {
            return new Outcome.Unclear("The service was interrupted while sending.");
        }
    }

    private Outcome send(Adapter adapter, Claimed claimed) {
        try {
            return adapter.isConfigured()
                    ? adapter.send(message(claimed))
                    : new Outcome.PermanentFailure(Outcome.NOT_CONFIGURED, "The channel is not configured.");
        } catch (RuntimeException e) {
            // What failed may quote the letter, and logs keep nothing of customers.
            LOG.errorf("%s broke while sending %s: %s", adapter.channel(), claimed.id(), e.getClass().getName());
            LOG.debug("why", e);
            return new Outcome.Unclear("The adapter broke while sending: " + e.getClass().getSimpleName());
        }
    }

    private Message message(Claimed claimed) {
        return claimed.channel().equals(UnsubscribeLinks.CHANNEL)
                ? claimed.message().with(links.to(claimed.customer(), claimed.category()))
                : claimed.message();
    }

    private void record(Map<Claimed, Outcome> outcomes) {
        List<Taken> taken = new ArrayList<>();
        outcomes.forEach((claimed, outcome) -> {
            if (outcome instanceof Outcome.Accepted accepted) {
                taken.add(new Taken(claimed, accepted.gatewayId()));
            }
        });
        if (!taken.isEmpty()) {
            untilRecorded(() -> ledger.sent(taken));
        }
        outcomes.forEach((claimed, outcome) -> untilRecorded(() -> recordFailure(claimed, outcome)));
    }

    private void recordFailure(Claimed claimed, Outcome outcome) {
        if (outcome instanceof Outcome.TransientFailure failure) {
            retry(claimed, failure);
        } else if (outcome instanceof Outcome.PermanentFailure failure) {
            ledger.failed(claimed, "permanent", failure);
        } else if (outcome instanceof Outcome.Unclear unclear) {
            LOG.warnf("nobody can say whether %s was sent; its attempt says more", claimed.id());
            ledger.failed(claimed, "unclear", new Outcome.PermanentFailure(Outcome.UNKNOWN, unclear.detail()));
        }
    }

    /** How the provider fares: it is the provider's fault where a message failed for a while or was lost. */
    private void report(Batch batch, Collection<Outcome> outcomes) {
        String provider = batch.adapter().provider();
        List<Outcome.TransientFailure> failures = outcomes.stream()
                .filter(Outcome.TransientFailure.class::isInstance).map(Outcome.TransientFailure.class::cast)
                .filter(failure -> !failure.concernsAddress()).toList();
        if (failures.isEmpty()) {
            if (batch.suspect()) {
                gateways.recovered(provider);
            }
            return;
        }
        Duration asked = failures.stream().map(Outcome.TransientFailure::retryAfter).max(Duration::compareTo)
                .orElseThrow();
        gateways.failed(provider, failures.size(), asked, failures.get(0).detail());
    }

    private void retry(Claimed claimed, Outcome.TransientFailure failure) {
        backoff.after(claimed.attemptHere(), claimed.age(), failure.retryAfter(),
                ThreadLocalRandom.current().nextDouble())
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
