package contacthub.segment.scoring;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import contacthub.contracts.Event;
import contacthub.contracts.ScoreFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.sql.Transactions;
import contacthub.segment.activity.Cause;
import contacthub.segment.activity.CustomersTurned;
import contacthub.segment.activity.PurchaseTotals;
import contacthub.segment.activity.Purchases;
import contacthub.segment.activity.PurchasesRecorded;

/**
 * Scores customers anew from all they have bought, and tells what is different afterwards: the net change of a whole
 * batch, and nothing where the scores say the same as before.
 */
@ApplicationScoped
public class Scoring {

    private static final String SOURCE = "/segment-service";

    private final Transactions transactions;
    private final Purchases purchases;
    private final ScoringRules rules;
    private final Scores scores;
    private final Outbox outbox;
    private final jakarta.enterprise.event.Event<Regrouped> regrouped;
    private final jakarta.enterprise.event.Event<Emptied> emptied;
    private final jakarta.enterprise.event.Event<Rescored> rescored;
    private final Ids ids;
    private final Clock clock;

    Scoring(Transactions transactions, Purchases purchases, ScoringRules rules, Scores scores, Outbox outbox,
            jakarta.enterprise.event.Event<Regrouped> regrouped,
            jakarta.enterprise.event.Event<Emptied> emptied, jakarta.enterprise.event.Event<Rescored> rescored, Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.purchases = purchases;
        this.rules = rules;
        this.scores = scores;
        this.outbox = outbox;
        this.regrouped = regrouped;
        this.emptied = emptied;
        this.rescored = rescored;
        this.ids = ids;
        this.clock = clock;
    }

    void on(@Observes PurchasesRecorded recorded) {
        transactions.inCurrent(connection -> {
            bringUp(connection, recorded.customers());
            return null;
        });
    }

    void on(@Observes CustomersTurned turned) {
        transactions.inCurrent(connection -> {
            scores.remove(connection, turned.resting());
            return null;
        });
    }

    /**
     * Brings the scores of these customers up to now, in the transaction of this connection; answers how many of them
     * were not what they should be.
     */
    public int rescore(Connection connection, Map<UUID, Cause> customers) throws SQLException {
        int wrong = bringUp(connection, customers);
        if (wrong > 0) {
            rescored.fire(new Rescored(customers.keySet()));
        }
        return wrong;
    }

    private int bringUp(Connection connection, Map<UUID, Cause> customers) throws SQLException {
        ScoringRule rule = rules.current(connection);
        Map<UUID, Score> before = scores.lock(connection, customers.keySet());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Score> after = purchases.totals(connection, customers.keySet(), rule.since(now)).stream()
                .sorted(Comparator.comparing(PurchaseTotals::customer))
                .map(totals -> rule.score(totals, now))
                .toList();
        List<Score> wrong = after.stream().filter(score -> !score.holds(before.get(score.customer()))).toList();
        scores.write(connection, wrong);
        outbox.publish(connection, changed(before, wrong, customers));
        regroup(rule, now, wrong.stream().filter(score -> hasMoved(before, score)).toList(), customers);
        return wrong.size() + empty(connection, rule, now, before.keySet(), after, customers);
    }

    private int empty(Connection connection, ScoringRule rule, Instant now, Set<UUID> before, List<Score> after,
            Map<UUID, Cause> causes) throws SQLException {
        Map<UUID, Cause> gone = new HashMap<>();
        before.forEach(customer -> gone.put(customer, causes.get(customer)));
        after.forEach(score -> gone.remove(score.customer()));
        if (!gone.isEmpty()) {
            scores.remove(connection, gone.keySet());
            emptied.fire(new Emptied(rule.version(), now, gone));
        }
        return gone.size();
    }

    private List<Event<?>> changed(Map<UUID, Score> before, List<Score> after,
            Map<UUID, Cause> causes) {
        List<Event<?>> events = new ArrayList<>();
        for (Score score : after) {
            if (!score.saysTheSameAs(before.get(score.customer()))) {
                events.add(event(score, causes.get(score.customer())));
            }
        }
        return events;
    }

    private Event<ScoreFact.Changed> event(Score score, Cause cause) {
        var fact = new ScoreFact.Changed(score.asOf(), score.recencyDays(), score.frequency(), score.monetary(),
                score.r(), score.f(), score.m(), score.group(), score.ruleVersion());
        return Event
                .of(fact, ids.next().toString(), SOURCE, score.customer().toString(), score.asOf())
                .causedBy(cause.event())
                .traced(cause.trace());
    }

    private static boolean hasMoved(Map<UUID, Score> before, Score score) {
        Score earlier = before.get(score.customer());
        return earlier == null || !earlier.group().equals(score.group());
    }

    private void regroup(ScoringRule rule, Instant now, List<Score> moved, Map<UUID, Cause> causes) {
        if (!moved.isEmpty()) {
            regrouped.fire(new Regrouped(rule.version(), now, moved.stream()
                    .map(score -> new Regrouped.Customer(score.customer(), rule.placement(score),
                            causes.get(score.customer())))
                    .toList()));
        }
    }
}
