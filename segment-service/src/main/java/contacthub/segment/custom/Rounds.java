package contacthub.segment.custom;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Transactions;
import contacthub.segment.activity.Cause;
import contacthub.segment.activity.Customers;

/**
 * Judges customers though nothing has happened: those whose moment has come, also while no instance was running, and
 * after an edit everybody, a chunk a transaction, from the place that was kept with the last one.
 */
@ApplicationScoped
class Rounds {

    private static final int BATCH = 500;

    private final Transactions transactions;
    private final Judging judging;
    private final Worker clock = new Worker("segment-clock", this::judgeDue);
    private final Worker pass = new Worker("segment-pass", this::goOn);

    Rounds(Transactions transactions, Judging judging) {
        this.transactions = transactions;
        this.judging = judging;
    }

    void start(@Observes StartupEvent started) {
        clock.start();
        pass.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        clock.stop();
        pass.stop();
    }

    private boolean judgeDue() {
        return transactions.inNew(connection -> {
            List<UUID> due = Checks.due(connection, BATCH);
            if (!due.isEmpty()) {
                Checks.forget(connection, due);
                judging.judge(connection, roots(connection, due));
            }
            return due.size() == BATCH;
        });
    }

    private boolean goOn() {
        return transactions.inNew(connection -> {
            Optional<Passes.Pass> open = Passes.claim(connection);
            if (open.isPresent()) {
                goOn(connection, open.get());
            }
            return open.isPresent();
        });
    }

    private void goOn(Connection connection, Passes.Pass open) throws SQLException {
        List<UUID> next = Passes.after(connection, open.passed(), BATCH);
        if (next.isEmpty()) {
            Passes.end(connection, open);
            return;
        }
        judging.judgeAnew(connection, roots(connection, next));
        Passes.advance(connection, open, next);
    }

    private static Map<UUID, Cause> roots(Connection connection, Collection<UUID> customers) throws SQLException {
        Map<UUID, Cause> roots = new HashMap<>();
        Customers.roots(connection, customers).forEach(root -> roots.put(root, Cause.TIME));
        return roots;
    }
}
