package contacthub.contact.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkus.scheduler.Scheduled;

import contacthub.contact.identity.ErasedAddresses;
import contacthub.runtime.event.TopicMemory;
import contacthub.runtime.sql.Transactions;

/**
 * Ends erasures: once every service has reported, nothing of the person is sent any more, so the topics' own settings
 * say when the last of it is gone. Every instance looks; rows in another's hands are passed over.
 */
@ApplicationScoped
class Completion {

    private static final Logger LOG = Logger.getLogger(Completion.class);
    private static final int MOST = 100;

    /** Topics that forget nothing are looked at again after an hour: somebody may have set that. */
    private static final String REPORTED = """
            SELECT id, customer, at FROM erasure e
            CROSS JOIN LATERAL (SELECT count(*) AS reports, max(at) AS at FROM erasure_report WHERE erasure = e.id) r
            WHERE gone_by IS NULL AND (looked_at IS NULL OR looked_at < now() - interval '1 hour') AND reports = ?
            ORDER BY id LIMIT ? FOR UPDATE OF e SKIP LOCKED""";
    private static final String SET = """
            UPDATE erasure SET gone_by = ?, kept_on = ?, looked_at = now() WHERE id = ?""";
    private static final String GONE = """
            SELECT DISTINCT customer FROM erased_address a
            WHERE EXISTS (SELECT 1 FROM erasure e WHERE e.customer = a.customer AND e.gone_by < now()) LIMIT ?""";

    private final Transactions transactions;
    private final Anonymising anonymising;
    private final TopicMemory memory;

    Completion(Transactions transactions, Anonymising anonymising, TopicMemory memory) {
        this.transactions = transactions;
        this.anonymising = anonymising;
        this.memory = memory;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            transactions.inNew(this::complete);
            transactions.inNew(this::forgetAddresses);
        } catch (TopicMemory.Unanswered e) {
            LOG.warnf("erasures wait: %s", e.getMessage());
        }
    }

    private Void complete(Connection connection) throws SQLException {
        List<Reported> reported = reported(connection);
        if (!reported.isEmpty()) {
            TopicMemory.Memory remembered = memory.ask();
            for (Reported one : reported) {
                complete(connection, one, remembered);
            }
        }
        return null;
    }

    /** What came in while the services were at it is anonymised too. */
    private void complete(Connection connection, Reported one, TopicMemory.Memory remembered) throws SQLException {
        anonymising.anonymise(connection, one.customer,
                anonymising.addresses(connection, one.customer).stream().map(Anonymising.Row::id).toList());
        boolean forgets = remembered.keptOn().isEmpty();
        try (PreparedStatement update = connection.prepareStatement(SET)) {
            update.setObject(1, forgets ? one.at.plus(remembered.longest()) : null);
            update.setString(2, forgets ? null : String.join(" ", remembered.keptOn()));
            update.setObject(3, one.erasure);
            update.executeUpdate();
        }
    }

    private static List<Reported> reported(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(REPORTED)) {
            select.setInt(1, Receipt.SERVICES.size());
            select.setInt(2, MOST);
            List<Reported> reported = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    reported.add(new Reported(row.getObject(1, UUID.class), row.getObject(2, UUID.class),
                            row.getObject(3, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC)));
                }
            }
            return reported;
        }
    }

    private Void forgetAddresses(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(GONE)) {
            select.setInt(1, MOST);
            List<UUID> customers = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    customers.add(row.getObject(1, UUID.class));
                }
            }
            if (!customers.isEmpty()) {
                ErasedAddresses.forget(connection, customers);
            }
            return null;
        }
    }

    private record Reported(UUID erasure, UUID customer, OffsetDateTime at) {}
}
