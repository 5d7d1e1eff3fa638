package contacthub.notification.template;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Copy;
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
    private final Copy<Known> known = new Copy<>(this::read);
    private final Worker worker = new Worker("templates", LOOK, known::look);

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
        known.edited();
    }

    /** What is said now. */
    Wordings inUse() {
        return known.get().wordings;
    }

    private Known read(Known before) {
        return transactions.inNew(connection -> {
            long revision = stored.revision(connection);
            return before != null && before.revision == revision
                    ? before
                    : new Known(revision, new Wordings(stored.published(connection)));
        });
    }
}
