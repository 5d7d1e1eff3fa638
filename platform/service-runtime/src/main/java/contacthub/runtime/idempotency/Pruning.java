package contacthub.runtime.idempotency;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkus.scheduler.Scheduled;

import contacthub.runtime.sql.Transactions;

/** Forgets keys after a day by the database's clock, in small transactions; any number of instances may do so at once. */
@ApplicationScoped
class Pruning {

    private static final Logger LOG = Logger.getLogger(Pruning.class);
    private static final int STEP = 1_000;
    private static final int MOST_STEPS = 100;

    private final Transactions transactions;
    private final KeptAnswers answers;

    Pruning(Transactions transactions, KeptAnswers answers) {
        this.transactions = transactions;
        this.answers = answers;
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void prune() {
        try {
            for (int step = 0; step < MOST_STEPS; step++) {
                if (transactions.inNew(connection -> answers.prune(connection, STEP)) < STEP) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            LOG.debugf("old idempotency keys are kept until the next minute: %s", e.getMessage());
        }
    }
}
