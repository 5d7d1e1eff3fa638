package contacthub.contact.channel;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.context.ManagedExecutor;

import contacthub.contracts.ContactFact;
import contacthub.contracts.Event;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.sql.Transactions;

/**
 * Tells how far messages of ours have come. A step that a vendor tells twice has the same id, so it is taken once; the
 * steps of one message go one after the other.
 */
@ApplicationScoped
class Reports {

    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;
    private final ManagedExecutor executor;

    Reports(Transactions transactions, Outbox outbox, Clock clock, ManagedExecutor executor) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
        this.executor = executor;
    }

    /** Done once all of it is durable. */
    CompletableFuture<Void> tell(List<ContactFact.Reported> reports, String trace) {
        return reports.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : executor.runAsync(() -> transactions.inNew(connection -> {
                    outbox.publish(connection, events(reports, trace));
                    return null;
                }));
    }

    private List<Event<?>> events(List<ContactFact.Reported> reports, String trace) {
        List<Event<?>> events = new ArrayList<>();
        for (ContactFact.Reported report : reports) {
            String message = report.channel() + " " + report.message();
            events.add(Event.of(report, Ids.named("reported", message + " " + report.step()).toString(),
                    "/contact-service", Ids.named("message", message).toString(), clock.instant()).traced(trace));
        }
        return events;
    }
}
