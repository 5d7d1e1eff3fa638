package contacthub.notification.template;

import java.time.Duration;

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
    private volatile boolean stale;

    Templates(Transactions transactions, StoredTemplates stored) {
        this.transactions = transactions;
        this.stored = stored;
    }

    private record Known(long revision, Wordings wordings) {}

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    void published(@Observes(during = TransactionPhase.AFTER_SUCCESS) ChangingTemplates.Published published) {
        stale = true;
    }

    /** What is said now. */
    Wordings inUse() {
        if (known == null || stale) {
            refresh();
        }
        return known.wordings;
    }

    /** Reads again what has changed. */
    private synchronized boolean refresh() {
        stale = false;
        known = transactions.inNew(connection -> {
            long revision = stored.revision(connection);
            return known != null && known.revision == revision
                    ? known
                    : new Known(revision, new Wordings(stored.published(connection)));
        });
        return false;
    }
}
