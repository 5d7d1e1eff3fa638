package contacthub.segment.scoring;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Transactions;
import contacthub.segment.activity.Cause;

/** Scores customers anew when time alone has changed what is true of them; every instance takes its share. */
@ApplicationScoped
class Ageing {

    private static final int BATCH = 500;

    private final Transactions transactions;
    private final Scores scores;
    private final Scoring scoring;
    private final Clock clock;
    private final Worker worker = new Worker("ageing", () -> age() == BATCH);

    Ageing(Transactions transactions, Scores scores, Scoring scoring, Clock clock) {
        this.transactions = transactions;
        this.scores = scores;
        this.scoring = scoring;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    private int age() {
        return transactions.inNew(this::age);
    }

    private int age(Connection connection) throws SQLException {
        Set<UUID> due = scores.due(connection, clock.instant(), BATCH);
        if (!due.isEmpty()) {
            scoring.rescore(connection, due.stream().collect(Collectors.toMap(Function.identity(), id -> Cause.TIME)));
        }
        return due.size();
    }
}
