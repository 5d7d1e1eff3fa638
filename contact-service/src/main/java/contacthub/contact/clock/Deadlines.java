package contacthub.contact.clock;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Transactions;

/** Fires deadlines by themselves, each once, on whichever instance is first; only the database's time decides. */
@ApplicationScoped
class Deadlines {

    private static final int MOST = 500;

    private final Transactions transactions;
    private final SlaClocks clocks;
    private final ClockOutcomes outcomes;
    private final Worker worker = new Worker("deadlines", () -> fire() == MOST);

    Deadlines(Transactions transactions, SlaClocks clocks, ClockOutcomes outcomes) {
        this.transactions = transactions;
        this.clocks = clocks;
        this.outcomes = outcomes;
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    private int fire() {
        return transactions.inNew(connection -> {
            List<SlaClock> due = clocks.breach(connection, MOST);
            outcomes.tell(connection, due);
            return due.size();
        });
    }
}
