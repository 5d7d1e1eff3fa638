package contacthub.segment.custom;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Transactions;
import contacthub.segment.activity.Customers;

/** Asks an expression of customers without effect, as far as a few seconds reach. */
@ApplicationScoped
class SegmentTrial {

    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int BATCH = 1_000;
    private static final int SAMPLE = 20;

    private final Transactions transactions;

    SegmentTrial(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * What a trial found.
     *
     * @param size customers it is true of, among those {@code customers} that were asked
     * @param complete whether everybody was asked before the time was over
     * @param errors why it cannot be used, or could not be evaluated for some; positions count characters from 0
     */
    record Tried(long size, List<UUID> sample, long customers, boolean complete, List<Flaw> errors) {}

    Tried of(String text) {
        try {
            return of(Language.read(text));
        } catch (FlawedExpression e) {
            return new Tried(0, List.of(), 0, false, e.flaws());
        }
    }

    private Tried of(Expression expression) {
        var count = new Count(expression);
        long end = System.nanoTime() + LONGEST.toNanos();
        UUID last = null;
        List<UUID> next;
        do {
            UUID after = last;
            next = transactions.inNew(connection -> count.chunk(connection, after));
            last = next.isEmpty() ? last : next.get(next.size() - 1);
        } while (next.size() == BATCH && System.nanoTime() < end);
        return count.tried(next.size() < BATCH);
    }

    private static final class Count {

        private final Expression expression;
        private final List<UUID> sample = new ArrayList<>();
        private final List<Flaw> faults = new ArrayList<>();
        private long size;
        private long customers;

        Count(Expression expression) {
            this.expression = expression;
        }

        List<UUID> chunk(Connection connection, UUID after) throws SQLException {
            List<UUID> next = Passes.after(connection, after, BATCH);
            Instant now = Judging.now(connection);
            List<UUID> roots = new ArrayList<>(Customers.roots(connection, next));
            roots.retainAll(java.util.Set.copyOf(next));
            FactsReader.of(connection, roots, now, expression.longestWindow())
                    .forEach(facts -> add(facts.customer(), expression.judge(facts, now)));
            return next;
        }

        private void add(UUID customer, Outcome outcome) {
            customers++;
            if (outcome.holds()) {
                size++;
                if (sample.size() < SAMPLE) {
                    sample.add(customer);
                }
            } else if (outcome.fault() != null && faults.isEmpty()) {
                faults.add(new Flaw(0, "cannot be evaluated for " + customer + ": " + outcome.fault()));
            }
        }

        Tried tried(boolean complete) {
            return new Tried(size, sample, customers, complete, faults);
        }
    }
}
