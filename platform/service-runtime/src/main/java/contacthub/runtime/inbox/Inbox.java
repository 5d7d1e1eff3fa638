package contacthub.runtime.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;

import contacthub.runtime.event.Received;
import contacthub.runtime.event.Wire;
import contacthub.runtime.sql.DatabaseFailure;
import contacthub.runtime.sql.Transactions;

/**
 * Consuming: a batch is one transaction with its effects, the ids it has seen and its place in each partition, so an
 * event takes effect once however often it comes. A failing batch is halved until the bad record stands alone and goes
 * to the dead letters; while the database is away the batch waits, for ever and un-acknowledged (spec 80).
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final Progress progress;
    private final DeadLetters deadLetters;
    private final Pulse pulse;
    private final AtomicBoolean stopping = new AtomicBoolean();

    Inbox(Transactions transactions, Progress progress, DeadLetters deadLetters, Pulse pulse) {
        this.transactions = transactions;
        this.progress = progress;
        this.deadLetters = deadLetters;
        this.pulse = pulse;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.set(true);
    }

    /** Returns when every record has taken effect or is a dead letter of this consumer. */
    public void process(String consumer, ConsumerRecords<byte[], byte[]> batch, BatchHandler handler) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(batch.count());
        batch.forEach(records::add);
        pulse.begin(consumer);
        process(consumer, records, handler);
        pulse.end(consumer);
    }

    private void process(String consumer, List<ConsumerRecord<byte[], byte[]>> records, BatchHandler handler) {
        if (records.isEmpty()) {
            return;
        }
        try {
            untilTheDatabaseAnswers(
                    () -> transactions.inNew(connection -> take(connection, consumer, records, handler)));
        } catch (Interrupted e) {
            throw e;
        } catch (RuntimeException | StackOverflowError failure) {
            isolate(consumer, records, handler, failure);
        }
    }

    private Void take(Connection connection, String consumer, List<ConsumerRecord<byte[], byte[]>> records,
            BatchHandler handler) throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> behind = progress.enter(connection, consumer, records);
        List<Received> fresh = progress.fresh(connection, consumer, records.stream().map(Wire::read).toList());
        if (!fresh.isEmpty()) {
            handler.on(connection, fresh);
        }
        if (behind.stream().map(Wire::read).anyMatch(fresh::contains)) {
            LOG.infof("%s finds unseen events behind its place in %s: its offsets began again", consumer,
                    behind.get(0).topic());
            progress.startAnew(connection, consumer, behind);
        }
        progress.advance(connection, consumer, records);
        return null;
    }

    private void isolate(String consumer, List<ConsumerRecord<byte[], byte[]>> records, BatchHandler handler,
            Throwable failure) {
        if (records.size() == 1) {
            bury(consumer, records.get(0), failure);
            return;
        }
        int half = records.size() / 2;
        process(consumer, records.subList(0, half), handler);
        process(consumer, records.subList(half, records.size()), handler);
    }

    private void bury(String consumer, ConsumerRecord<byte[], byte[]> poison, Throwable reason) {
        // What failed may quote the event, and logs keep nothing of customers: the dead letter has the words.
        LOG.errorf("%s cannot take %s-%d@%d: %s", consumer, poison.topic(), poison.partition(), poison.offset(),
                reason.getClass().getName());
        LOG.debug("why", reason);
        untilTheDatabaseAnswers(() -> transactions.inNew(connection -> {
            progress.enter(connection, consumer, List.of(poison));
            if (progress.isFirstBurial(connection, consumer, poison)) {
                deadLetters.bury(consumer, poison, reason);
            }
            progress.advance(connection, consumer, List.of(poison));
            return null;
        }));
    }

    private void untilTheDatabaseAnswers(Callable<Void> attempt) {
        Duration pause = Duration.ofMillis(50);
        while (true) {
            try {
                attempt.call();
                return;
            } catch (Exception failure) {
                if (!DatabaseFailure.isPassing(failure) && !(failure instanceof DeadLetters.NotBuried)) {
                    throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
                }
                LOG.warnf("waiting %s for the way to be free again: %s", pause, failure.getMessage());
                LockSupport.parkNanos(pause.toNanos());
                if (stopping.get() || Thread.currentThread().isInterrupted()) {
                    throw new Interrupted();
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /** The service stops while a batch waits; it is read again after the restart. */
    private static final class Interrupted extends RuntimeException {
    }
}
