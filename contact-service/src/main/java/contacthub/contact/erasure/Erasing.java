package contacthub.contact.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import contacthub.contact.attachment.Attachments;
import contacthub.contact.conversation.EndingMatters;
import contacthub.contact.identity.ErasedAddresses;
import contacthub.contact.identity.NormalAddress;
import contacthub.contact.intake.SpilledEvents;
import contacthub.contact.timeline.Entry;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/**
 * Erases a customer: all that contact-service keeps is anonymised in one transaction, in which the fact for the other
 * services is told too (docs/adr/0021).
 */
@ApplicationScoped
class Erasing {

    private static final Logger LOG = Logger.getLogger(Erasing.class);

    /**
     * Batches hold the rows of their partitions as long as they run. With all of these rows in hand none is under way
     * that has read the customer's addresses and not yet written what it makes of them.
     */
    private static final String NO_BATCH_UNDER_WAY = """
            SELECT 1 FROM consumer_offset ORDER BY consumer, topic, partition FOR UPDATE""";
    private static final String CUSTOMER = "SELECT erased_at FROM customer WHERE id = ? FOR UPDATE";

    private final Transactions transactions;
    private final EndingMatters matters;
    private final SpilledEvents spilled;
    private final Anonymising anonymising;
    private final Attachments attachments;
    private final Receipts receipts;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Erasing(Transactions transactions, EndingMatters matters, SpilledEvents spilled, Anonymising anonymising,
            Attachments attachments, Receipts receipts, Outbox outbox, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.matters = matters;
        this.spilled = spilled;
        this.anonymising = anonymising;
        this.attachments = attachments;
        this.receipts = receipts;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Erases the customer, or answers the receipt of the time that was done; a 404 problem where there is none. */
    Receipt erase(UUID customer, String operator) {
        Receipt receipt = transactions.inNew(connection -> {
            run(connection, NO_BATCH_UNDER_WAY);
            if (erasedAt(connection, customer).isEmpty()) {
                erase(connection, customer, operator);
            }
            return receipts.ofCustomer(connection, customer).orElseThrow();
        });
        LOG.infof("customer %s was erased by %s: erasure %s", customer, operator, receipt.id());
        return receipt;
    }

    /** Erases customers in the transaction of this connection; those erased before are passed over. */
    void erase(Connection connection, List<UUID> customers, String operator) throws SQLException {
        if (customers.isEmpty()) {
            return;
        }
        run(connection, NO_BATCH_UNDER_WAY);
        for (UUID customer : customers) {
            if (erasedAt(connection, customer).isEmpty()) {
                erase(connection, customer, operator);
            }
        }
    }

    private void erase(Connection connection, UUID customer, String operator) throws SQLException {
        List<Anonymising.Row> rows = anonymising.addresses(connection, customer);
        List<UUID> addresses = rows.stream().map(Anonymising.Row::id).toList();
        List<NormalAddress> spelled = rows.stream().map(Anonymising.Row::address).toList();
        Instant now = clock.instant();
        UUID erasure = ids.at(now);
        receipts.begin(connection, erasure, customer, operator, now);
        matters.end(connection, customer, addresses, operator, now);
        Map<String, Long> changed = anonymising.anonymise(connection, customer, addresses);
        changed.put("spilled_events", spilled.forget(connection, spelled));
        changed.merge("attachments", attachments.forgetOfSenders(connection, emails(spelled)), Long::sum);
        ErasedAddresses.remember(connection, customer, spelled, now);
        receipts.note(connection, erasure, Entry.CONTACT_SERVICE, changed);
        outbox.publish(connection, List.of(Event.of(new CustomerFact.Erased(erasure.toString()), ids.next().toString(),
                "/" + Entry.CONTACT_SERVICE, customer.toString(), now)));
    }

    private static List<String> emails(List<NormalAddress> addresses) {
        return addresses.stream().filter(one -> one.type().equals("email")).map(NormalAddress::value).toList();
    }

    private static Optional<OffsetDateTime> erasedAt(Connection connection, UUID customer) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CUSTOMER)) {
            select.setObject(1, customer);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound("There is no customer " + customer + ".");
                }
                return Optional.ofNullable(row.getObject(1, OffsetDateTime.class));
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
