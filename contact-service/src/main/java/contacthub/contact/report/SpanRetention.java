package contacthub.contact.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.scheduler.Scheduled;

import contacthub.runtime.sql.Transactions;

/** Forgets measured spans that began too long ago, in small transactions; any number of instances may do so at once. */
@ApplicationScoped
class SpanRetention {

    private static final Logger LOG = Logger.getLogger(SpanRetention.class);
    private static final int STEP = 1_000;
    private static final String FORGET = """
            DELETE FROM measured_span WHERE clock_id IN (SELECT clock_id FROM measured_span
                WHERE started_at < ? ORDER BY started_at LIMIT ? FOR UPDATE SKIP LOCKED)""";

    private final Transactions transactions;
    private final Duration keep;
    private final Clock clock;

    SpanRetention(Transactions transactions, @ConfigProperty(name = "hub.spans.keep") Duration keep, Clock clock) {
        this.transactions = transactions;
        this.keep = keep;
        this.clock = clock;
    }

    @Scheduled(every = "{hub.spans.look}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        try {
            while (transactions.inNew(this::step) == STEP) {
                LOG.debug("there may be more old spans");
            }
        } catch (RuntimeException e) {
            LOG.debugf("old spans are kept until the next look: %s", e.getMessage());
        }
    }

    private int step(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setObject(1, clock.instant().minus(keep).atOffset(ZoneOffset.UTC));
            delete.setInt(2, STEP);
            return delete.executeUpdate();
        }
    }
}
