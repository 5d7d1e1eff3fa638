package contacthub.segment.custom;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

import contacthub.runtime.sql.Transactions;
import contacthub.segment.activity.Cause;
import contacthub.segment.activity.Customers;
import contacthub.segment.activity.CustomersTouched;
import contacthub.segment.activity.CustomersTurned;
import contacthub.segment.scoring.Rescored;

/**
 * Judges customers by the rules of all custom segments: those something became known of, those due by the clock, and
 * everybody after an edit, always by this same code and with the customers held.
 */
@ApplicationScoped
class Judging {

    private final Transactions transactions;
    private final Event<Judged> judged;

    Judging(Transactions transactions, Event<Judged> judged) {
        this.transactions = transactions;
        this.judged = judged;
    }

    void on(@Observes CustomersTouched touched) {
        transactions.inCurrent(connection -> {
            judge(connection, touched.customers());
            return null;
        });
    }

    void on(@Observes CustomersTurned turned) {
        transactions.inCurrent(connection -> {
            Checks.forget(connection, turned.resting());
            return null;
        });
    }

    /** Scores that time or a recalculation has changed are looked at by the worker in a moment. */
    void on(@Observes Rescored rescored) {
        transactions.inCurrent(connection -> {
            if (!rules(connection, false).isEmpty()) {
                Checks.hasten(connection, rescored.customers());
            }
            return null;
        });
    }

    /** Judges customers who are not part of others. */
    void judge(Connection connection, Map<UUID, Cause> customers) throws SQLException {
        StoredSegments.share(connection);
        judge(connection, customers, rules(connection, false));
    }

    /** The same by rules that were deleted too, which nobody fulfils. */
    void judgeAnew(Connection connection, Map<UUID, Cause> customers) throws SQLException {
        StoredSegments.share(connection);
        judge(connection, customers, rules(connection, true));
    }

    private static List<Rule> rules(Connection connection, boolean deletedToo) throws SQLException {
        return StoredSegments.newest(connection).stream().filter(segment -> deletedToo || !segment.deleted())
                .map(Rule::of).toList();
    }

    private void judge(Connection connection, Map<UUID, Cause> customers, List<Rule> rules) throws SQLException {
        if (customers.isEmpty() || rules.isEmpty()) {
            return;
        }
        Customers.hold(connection, customers.keySet());
        Instant now = now(connection);
        long longest = rules.stream().mapToLong(Rule::longestWindow).max().orElse(0);
        Map<UUID, Instant> due = new HashMap<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (Facts facts : FactsReader.of(connection, List.copyOf(customers.keySet()), now, longest)) {
            for (Rule rule : rules) {
                Outcome outcome = rule.judge(facts, now);
                verdicts.add(rule.verdict(facts.customer(), outcome, customers.get(facts.customer())));
                if (outcome.changesAt() != null) {
                    due.merge(facts.customer(), outcome.changesAt(), Judging::earlier);
                }
            }
        }
        judged.fire(new Judged(now, verdicts));
        Checks.keep(connection, customers.keySet(), due);
    }

    private static Instant earlier(Instant one, Instant other) {
        return other.isBefore(one) ? other : one;
    }

    /** The database's time, so that all instances have the same; after the customers are held. */
    static Instant now(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT clock_timestamp()");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant().truncatedTo(ChronoUnit.MILLIS);
        }
    }
}
