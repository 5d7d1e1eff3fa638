package contacthub.contact.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

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
 * no request waits for a broker that is known to be away; where the spill fails too, one request at a time tries Kafka,
 * so that intake goes on as soon as either is back.
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
    private final Semaphore trial = new Semaphore(1);
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
            return refused();
        }
        CompletableFuture<Receipt> durable = kafkaIsAway
                ? spilled(lines).exceptionallyCompose(failure -> tried(lines))
                : logged(lines, this::fallBack);
        return durable.whenComplete((receipt, failure) -> underWay.release(lines.size()));
    }

    /** Whether events go to the spill now. */
    boolean isSpilling() {
        return kafkaIsAway;
    }

    /** The spill failed: is Kafka there again? What times out may still be logged, so only one request asks at once. */
    private CompletableFuture<Receipt> tried(List<Line> lines) {
        if (!trial.tryAcquire()) {
            return refused();
        }
        return logged(lines, failed -> refused()).whenComplete((receipt, failure) -> {
            trial.release();
            if (failure == null) {
                kafkaAnswers();
            }
        });
    }

    private CompletableFuture<Receipt> logged(List<Line> lines,
            Function<List<Line>, CompletableFuture<Receipt>> otherwise) {
        List<CompletableFuture<RecordMetadata>> sends = send(lines);
        return CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new))
                .handle((done, failure) -> failure == null ? taken(sends) : otherwise.apply(failed(lines, sends)))
                .thenCompose(outcome -> outcome);
    }

    private static CompletableFuture<Receipt> taken(List<CompletableFuture<RecordMetadata>> sends) {
        String position = sends.isEmpty()
                ? null
                : Position.of(sends.stream().map(CompletableFuture::join).toList());
        return CompletableFuture.completedFuture(new Receipt(position));
    }

    private static List<Line> failed(List<Line> lines, List<CompletableFuture<RecordMetadata>> sends) {
        return IntStream.range(0, lines.size()).filter(i -> sends.get(i).isCompletedExceptionally())
                .mapToObj(lines::get).toList();
    }

    /**
     * Sends until one fails at once, and the others with it: without metadata the producer blocks before it fails, and
     * each of the others would wait as long.
     */
    private List<CompletableFuture<RecordMetadata>> send(List<Line> lines) {
        List<CompletableFuture<RecordMetadata>> sends = new ArrayList<>(lines.size());
        CompletableFuture<RecordMetadata> last = null;
        for (Line line : lines) {
            last = last != null && last.isCompletedExceptionally() ? last : send(line);
            sends.add(last);
        }
        return sends;
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
                LOG.warnf("Kafka is away and the database did not take events: %s", e.getMessage());
                throw notDurable();
            }
        }, executor);
    }

    private static CompletableFuture<Receipt> refused() {
        return CompletableFuture.failedFuture(notDurable());
    }

    private static Problem notDurable() {
        return Problem.unavailable("The event could not be made durable now and was not kept; send it again.",
                RETRY_SECONDS);
    }

    /** Relays what was spilled; requests use Kafka again once it has taken it. */
    boolean relay() {
        if (!kafkaIsAway && spill.isEmpty()) {
            return false;
        }
        int relayed = spill.relay(
                lines -> CompletableFuture.allOf(send(lines).toArray(CompletableFuture[]::new)).join());
        if (kafkaIsAway && relayed == 0) {
            producer.probe(Topics.CONTACT_INTAKE);
        }
        kafkaAnswers();
        return relayed > 0;
    }

    private void kafkaAnswers() {
        if (kafkaIsAway) {
            LOG.info("Kafka answers again");
        }
        kafkaIsAway = false;
    }
}
