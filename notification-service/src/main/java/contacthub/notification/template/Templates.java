package contacthub.notification.template;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Transactions;

/**
 * The versions in use, kept in memory: a publication shows at once where it was made, and at every instance within a
 * second.
 */
@ApplicationScoped
class Templates {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Transactions transactions;
    private final StoredTemplates stored;
    private final Worker worker = new Worker("templates", LOOK, this::refresh);
    private volatile Known known;
    private final AtomicLong publications = new AtomicLong();

    Templates(Transactions transactions, StoredTemplates stored) {
        this.transactions = transactions;
        this.stored = stored;
    }

    /** What was read, after so many publications by this instance. */
    private record Known(long revision, long publications, Wordings wordings) {}

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    void published(@Observes(during = TransactionPhase.AFTER_SUCCESS) ChangingTemplates.Published published) {
        publications.incrementAndGet();
    }

    /** What is said now. */
    Wordings inUse() {
        Known last = known;
        if (last == null || last.publications != publications.get()) {
            refresh();
        }
        return known.wordings;
    }

    /** Reads again what has changed. */
    private synchronized boolean refresh() {
        long heard = publications.get();
        known = transactions.inNew(connection -> {
            long revision = stored.revision(connection);
            return new Known(revision, heard, known != null && known.revision == revision
                    ? known.wordings
                    : new Wordings(stored.published(connection)));
        });
        return false;
    }
}
