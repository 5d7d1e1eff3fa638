package contacthub.segment.recalculation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Transactions;
import contacthub.segment.activity.Cause;
import contacthub.segment.activity.Customers;
import contacthub.segment.scoring.RuleChanged;
import contacthub.segment.scoring.RuleEditing;
import contacthub.segment.scoring.Scoring;
import contacthub.segment.scoring.ScoringRule;
import contacthub.segment.scoring.ScoringRules;

/**
 * Carries the open recalculation on, a chunk a transaction. The place it has come to is kept with the chunk, so whoever
 * comes next goes on from there, also after a crash. Whoever's scores differ are scored by the code that follows a
 * purchase; a chunk has the more customers the fewer of them differ, so that nobody waits for it.
 */
@ApplicationScoped
class Recalculating {

    private static final Logger LOG = Logger.getLogger(Recalculating.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int SMALLEST = 500;
    private static final int LARGEST = 16_000;
    private static final int MOST_WRONG = 500;

    private final Transactions transactions;
    private final Recalculations recalculations;
    private final RuleEditing editing;
    private final ScoringRules rules;
    private final Comparison comparison;
    private final Scoring scoring;
    private final Event<RecalculationBegun> begun;
    private final Ids ids;
    private final Clock clock;
    private final Worker worker = new Worker("recalculation", LOOK, this::goOn);
    private int size = SMALLEST;

    Recalculating(Transactions transactions, Recalculations recalculations, RuleEditing editing, ScoringRules rules,
            Comparison comparison, Scoring scoring, Event<RecalculationBegun> begun, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.recalculations = recalculations;
        this.editing = editing;
        this.rules = rules;
        this.comparison = comparison;
        this.scoring = scoring;
        this.begun = begun;
        this.ids = ids;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop();
    }

    /** Other rules mean other scores for everybody; what a running recalculation did by the old ones counts for nothing. */
    void on(@Observes RuleChanged changed) {
        String because = changed.version() + ": " + changed.because();
        transactions.inCurrent(connection -> {
            if (!recalculations.restart(connection, because, changed.by())) {
                recalculations.ask(connection, ids.next(), because, changed.by());
            }
            return null;
        });
    }

    private boolean goOn() {
        return transactions.inNew(connection -> {
            Optional<Recalculation> job = recalculations.claim(connection);
            if (job.isPresent()) {
                goOn(connection, job.get());
            }
            return job.isPresent();
        });
    }

    private void goOn(Connection connection, Recalculation job) throws SQLException {
        if (job.ruleVersion() == null) {
            begin(connection, job);
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ScoringRule rule = rules.current(connection);
        Optional<Stretch> stretch = comparison.after(connection, job.passed(), size, rule, now);
        if (stretch.isPresent()) {
            pass(connection, job, stretch.get());
        } else {
            recalculations.end(connection, job.id(), Recalculation.DONE);
            LOG.infof("recalculation %s is done: %d customers, %d scored anew", job.id(), job.done(), job.changed());
        }
    }

    private void begin(Connection connection, Recalculation job) throws SQLException {
        editing.measure(connection);
        String version = rules.current(connection).version();
        recalculations.begin(connection, job.id(), version);
        begun.fire(new RecalculationBegun(version));
        size = SMALLEST;
    }

    private void pass(Connection connection, Recalculation job, Stretch stretch) throws SQLException {
        if (stretch.wrong().size() > MOST_WRONG) {
            size = SMALLEST;
            if (stretch.customers() > SMALLEST) {
                return;
            }
        }
        int changed = rescore(connection, stretch.wrong());
        recalculations.pass(connection, job.id(), stretch.customers(), changed, stretch.last());
        size = stretch.wrong().size() > MOST_WRONG / 2 ? SMALLEST : Math.min(LARGEST, 2 * size);
    }

    /** Held like those who buy; whoever is part of another by now is scored as that one. */
    private int rescore(Connection connection, List<UUID> customers) throws SQLException {
        if (customers.isEmpty()) {
            return 0;
        }
        Map<UUID, Cause> causes = new TreeMap<>();
        Customers.hold(connection, customers);
        for (UUID root : Customers.roots(connection, customers)) {
            causes.put(root, Cause.TIME);
        }
        return scoring.rescore(connection, causes);
    }
}
