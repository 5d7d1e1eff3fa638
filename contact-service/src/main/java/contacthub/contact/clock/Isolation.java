package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.MeterRegistry;

import contacthub.runtime.sql.DatabaseFailure;
import contacthub.runtime.sql.Transactions;

/**
 * Works on the clocks that are due, many in a transaction; where that fails, by halves, so that a clock that cannot be
 * worked on is set aside with the reason, tried again later, and never stops the others (issue 4, must show 7).
 */
@ApplicationScoped
public class Isolation {

    private static final Logger LOG = Logger.getLogger(Isolation.class);
    private static final String SET_ASIDE = """
            UPDATE sla_clock SET fault = ?, retry_at = now() + ? * interval '1 millisecond' WHERE id = ?""";
    private static final String FAULTS = """
            SELECT id, conversation_id, fault, retry_at FROM sla_clock
            WHERE fault IS NOT NULL AND id > ? ORDER BY id LIMIT ?""";

    private final Transactions transactions;
    private final Duration retry;
    private final MeterRegistry meters;

    Isolation(Transactions transactions, @ConfigProperty(name = "hub.clocks.retry") Duration retry,
            MeterRegistry meters) {
        this.transactions = transactions;
        this.retry = retry;
        this.meters = meters;
    }

    /** What is done with clocks whose moment has come. */
    public interface Work {

        /** The column that says when. */
        String moment();

        /** Does it; how many clocks were due. */
        int on(Connection connection, Which which) throws SQLException;
    }

    /**
     * Which of the clocks that are due.
     *
     * @param only nothing for as many as are worked on at once
     */
    public record Which(Collection<UUID> only) {

        private static final Which ANY = new Which(null);
    }

    /** A clock that is set aside, and why. */
    record Fault(UUID clock, UUID conversation, String fault, Instant retryAt) {}

    /** Works on what is due; whether there may be more of it. */
    public boolean run(Work work) {
        try {
            return DueClocks.isFull(transactions.inNew(connection -> work.on(connection, Which.ANY)));
        } catch (RuntimeException | StackOverflowError failure) {
            refusePassing(failure);
            List<UUID> due = transactions.inNew(connection -> DueClocks.places(connection, work.moment(), Which.ANY))
                    .values().stream().flatMap(List::stream).toList();
            apart(work, due);
            return DueClocks.isFull(due.size());
        }
    }

    private void apart(Work work, List<UUID> clocks) {
        if (clocks.isEmpty()) {
            return;
        }
        try {
            transactions.inNew(connection -> work.on(connection, new Which(clocks)));
        } catch (RuntimeException | StackOverflowError failure) {
            refusePassing(failure);
            if (clocks.size() == 1) {
                setAside(clocks.get(0), failure);
            } else {
                apart(work, clocks.subList(0, clocks.size() / 2));
                apart(work, clocks.subList(clocks.size() / 2, clocks.size()));
            }
        }
    }

    /** No clock is to blame for a database that is away. */
    private static void refusePassing(Throwable failure) {
        if (failure instanceof RuntimeException passing && DatabaseFailure.isPassing(passing)) {
            throw passing;
        }
    }

    private void setAside(UUID clock, Throwable failure) {
        String reason = failure.getClass().getName()
                + (failure.getStackTrace().length == 0 ? "" : " at " + failure.getStackTrace()[0]);
        LOG.errorf("clock %s is set aside for %s: %s", clock, retry, reason);
        meters.counter("hub.clocks.set.aside").increment();
        transactions.inNew(connection -> {
            try (PreparedStatement update = connection.prepareStatement(SET_ASIDE)) {
                update.setString(1, reason);
                update.setLong(2, retry.toMillis());
                update.setObject(3, clock);
                return update.executeUpdate();
            }
        });
    }

    /** At most so many of the clocks that are set aside, after this one. */
    List<Fault> faults(Connection connection, UUID after, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FAULTS)) {
            select.setObject(1, after);
            select.setInt(2, most);
            List<Fault> faults = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    faults.add(new Fault(row.getObject("id", UUID.class),
                            row.getObject("conversation_id", UUID.class), row.getString("fault"),
                            SlaClocks.time(row, "retry_at")));
                }
            }
            return faults;
        }
    }
}
