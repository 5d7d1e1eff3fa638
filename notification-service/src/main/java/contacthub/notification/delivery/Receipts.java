package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.Event;
import contacthub.contracts.NotificationFact;
import contacthub.notification.channel.Outcome;
import contacthub.notification.channel.Receipt;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.sql.Transactions;

/**
 * What became of a notification after a gateway took it. A receipt may be faster than our note that it was taken, and
 * may tell of one we thought unknown; states only rise, so whatever comes after the end changes nothing.
 */
@ApplicationScoped
class Receipts {

    private static final String DELIVER = """
            UPDATE notification n SET state = 'delivered', reason = NULL, detail = NULL, in_flight_until = NULL,
                sent_at = coalesce(n.sent_at, now())
            FROM (SELECT id, state FROM notification WHERE id = ? FOR UPDATE) was
            WHERE n.id = was.id
                AND (n.state IN ('sending', 'sent') OR n.state = 'failed' AND n.reason = ?)
            RETURNING n.customer, n.conversation, n.causation, n.trace, n.channel, n.to_type, n.to_value,
                was.state = 'sent' AS told_sent""";
    private static final String CHANNEL = "SELECT channel FROM notification WHERE id = ?";

    private final Transactions transactions;
    private final ComingBack comingBack;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Receipts(Transactions transactions, ComingBack comingBack, Outbox outbox, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.comingBack = comingBack;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** In the transaction in which the channel notes the receipt. */
    void on(@Observes Receipt receipt) {
        transactions.inCurrent(connection -> {
            if (receipt.isArrival()) {
                deliver(connection, receipt.notification());
            } else {
                fail(connection, receipt);
            }
            return null;
        });
    }

    private void deliver(Connection connection, UUID notification) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DELIVER)) {
            update.setObject(1, notification);
            update.setString(2, Outcome.UNKNOWN);
            try (ResultSet row = update.executeQuery()) {
                if (row.next()) {
                    tell(connection, row, notification.toString());
                }
            }
        }
    }

    /** What was delivered was sent, also where nobody has told of that yet. */
    private void tell(Connection connection, ResultSet row, String notification) throws SQLException {
        String channel = row.getString("channel");
        List<Event<?>> facts = new ArrayList<>();
        if (!row.getBoolean("told_sent")) {
            Address to = Address.of(row.getString("to_type"), row.getString("to_value"));
            facts.add(event(row, new NotificationFact.Sent(notification, channel, to, null)));
        }
        facts.add(event(row, new NotificationFact.Delivered(notification, channel)));
        outbox.publish(connection, facts);
    }

    private Event<?> event(ResultSet row, NotificationFact fact) throws SQLException {
        return Event.of(fact, ids.next().toString(), NotificationLedger.SOURCE, row.getString("customer"),
                clock.instant()).in(row.getString("conversation")).causedBy(row.getString("causation"))
                .traced(row.getString("trace"));
    }

    private void fail(Connection connection, Receipt receipt) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CHANNEL)) {
            select.setObject(1, receipt.notification());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    comingBack.end(connection, new ContactFact.Returned(receipt.notification().toString(),
                            row.getString("channel"), null, receipt.reason(), receipt.detail()));
                }
            }
        }
    }
}
