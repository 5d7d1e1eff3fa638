package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import contacthub.contracts.ContactFact;
import contacthub.contracts.NotificationFact;
import contacthub.notification.channel.Outcome;
import contacthub.notification.channel.Receipt;
import contacthub.runtime.sql.Transactions;

/**
 * What became of a notification after a gateway took it. A receipt may be faster than our note that it was taken, and
 * may tell of one we thought unknown; states only rise, so whatever comes after the end changes nothing.
 */
@ApplicationScoped
class Receipts {

    private static final String HOLD = "SELECT state FROM notification WHERE id = ? FOR UPDATE";
    private static final String DELIVER = """
            UPDATE notification SET state = 'delivered', reason = NULL, detail = NULL, in_flight_until = NULL,
                sent_at = coalesce(sent_at, now())
            WHERE id = ? AND channel = ? AND (state IN ('sending', 'sent') OR state = 'failed' AND reason = ?)
            RETURNING *, 0::bigint AS age""";

    private final Transactions transactions;
    private final ComingBack comingBack;
    private final Telling telling;

    Receipts(Transactions transactions, ComingBack comingBack, Telling telling) {
        this.transactions = transactions;
        this.comingBack = comingBack;
        this.telling = telling;
    }

    /** In the transaction in which the channel notes the receipt. */
    void on(@Observes Receipt receipt) {
        transactions.inCurrent(connection -> {
            if (receipt.isArrival()) {
                deliver(connection, receipt);
            } else {
                comingBack.end(connection, new ContactFact.Returned(receipt.notification().toString(),
                        receipt.channel(), null, receipt.reason(), receipt.detail()));
            }
            return null;
        });
    }

    /** What was delivered was sent, also where nobody has told of that yet. */
    private void deliver(Connection connection, Receipt receipt) throws SQLException {
        boolean toldSent = State.SENT.word().equals(state(connection, receipt.notification()));
        try (PreparedStatement update = connection.prepareStatement(DELIVER)) {
            update.setObject(1, receipt.notification());
            update.setString(2, receipt.channel());
            update.setString(3, Outcome.UNKNOWN);
            for (Claimed delivered : Claimed.all(update)) {
                String id = delivered.id().toString();
                if (!toldSent) {
                    telling.tell(connection, delivered,
                            new NotificationFact.Sent(id, delivered.channel(), delivered.message().to(), null));
                }
                telling.tell(connection, delivered, new NotificationFact.Delivered(id, delivered.channel()));
            }
        }
    }

    private static String state(Connection connection, UUID notification) throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
            hold.setObject(1, notification);
            try (ResultSet row = hold.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
