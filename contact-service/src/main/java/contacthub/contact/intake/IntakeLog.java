package contacthub.contact.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

import contacthub.contracts.Topics;
import contacthub.runtime.event.HubProducer;
import contacthub.runtime.event.Wire;
import contacthub.runtime.inbox.Position;
import contacthub.runtime.web.Problem;

/**
 * The one durable write of an accepted event: the intake log on Kafka, or the spill in PostgreSQL while Kafka does not
 * answer. Once Kafka has failed, requests go straight to the spill until the relay has got through to Kafka again, so
 * no request waits for a broker that is known to be away.
 */
@ApplicationScoped
class IntakeLog {

    private static final Logger LOG = Logger.getLogger(IntakeLog.class);
    private static final int DEADLINE_MILLIS = 2_500;
    private static final int MOST_UNDER_WAY = 50_000;
    private static final int RETRY_SECONDS = 2;

    private final HubProducer producer;
    private final Spill spill;
    private final Executor executor;
    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private volatile boolean kafkaIsAway;

    IntakeLog(HubProducer producer, Spill spill, ManagedExecutor executor) {
        this.producer = producer;
        this.spill = spill;
        this.executor = executor;
    }

    /** One event as it is logged. */
    record Line(String key, Map<String, String> headers, byte[] data) {}

    /** Completes when all lines are durable; fails with a 503 problem when some could not be made so. */
    CompletableFuture<Receipt> append(List<Line> lines) {
        if (!underWay.tryAcquire(lines.size())) {
            return CompletableFuture.failedFuture(tooMuch());
        }
        CompletableFuture<Receipt> durable = kafkaIsAway ? spilled(lines) : logged(lines);
        return durable.whenComplete((receipt, failure) -> underWay.release(lines.size()));
    }

    private CompletableFuture<Receipt> logged(List<Line> lines) {
        var failed = new ConcurrentLinkedQueue<Line>();
        List<RecordMetadata> taken = new ArrayList<>(lines.size());
        List<CompletableFuture<?>> sends = lines.stream().<CompletableFuture<?>>map(line -> send(line).handle(
                (metadata, failure) -> failure == null ? note(taken, metadata) : failed.add(line))).toList();
        return CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new))
                .thenCompose(done -> failed.isEmpty()
                        ? CompletableFuture.completedFuture(receipt(taken))
                        : fallBack(List.copyOf(failed)));
    }

    private static Receipt receipt(List<RecordMetadata> taken) {
        return new Receipt(taken.isEmpty() ? null : Position.of(taken));
    }

    private static boolean note(List<RecordMetadata> taken, RecordMetadata metadata) {
        synchronized (taken) {
            return taken.add(metadata);
        }
    }

    private CompletableFuture<RecordMetadata> send(Line line) {
        return producer.send(Wire.record(Topics.CONTACT_INTAKE, line.key, line.headers, line.data))
                .orTimeout(DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Receipt> fallBack(List<Line> failed) {
        if (!kafkaIsAway) {
            LOG.warn("Kafka does not answer: events are spilled to the database until it does");
        }
        kafkaIsAway = true;
        return spilled(failed);
    }

    private CompletableFuture<Receipt> spilled(List<Line> lines) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                spill.keep(lines);
                return new Receipt(null);
            } catch (RuntimeException e) {
                LOG.warnf("neither Kafka nor the database took events: %s", e.getMessage());
                throw tooMuch();
            }
        }, executor);
    }

    private static Problem tooMuch() {
        return Problem.unavailable("The event could not be made durable now and was not kept; send it again.",
                RETRY_SECONDS);
    }

    /** Relays what was spilled; requests use Kafka again once it has taken it. */
    boolean relay() {
        if (!kafkaIsAway && spill.isEmpty()) {
            return false;
        }
        int relayed = spill.relay(lines -> CompletableFuture
                .allOf(lines.stream().map(this::send).toArray(CompletableFuture[]::new)).join());
        if (kafkaIsAway && relayed == 0) {
            producer.probe(Topics.CONTACT_INTAKE);
        }
        if (kafkaIsAway) {
            LOG.info("Kafka answers again");
        }
        kafkaIsAway = false;
        return relayed > 0;
    }
}
