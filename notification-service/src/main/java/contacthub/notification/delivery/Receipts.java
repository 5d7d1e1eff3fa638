package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

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
    private static final String RISE = """
            UPDATE notification SET state = ?, reason = NULL, detail = NULL, in_flight_until = NULL,
                sent_at = coalesce(sent_at, now())
            WHERE id = ? AND channel = ? AND (state = ANY (?) OR state = 'failed' AND reason = ?)
            RETURNING *, 0::bigint AS age""";
    private static final Set<String> TOLD_SENT = Set.of(State.SENT.word(), State.DELIVERED.word());

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
            switch (receipt.step()) {
                case DELIVERED -> rise(connection, receipt, State.DELIVERED, State.SENDING, State.SENT);
                case READ -> rise(connection, receipt, State.READ, State.SENDING, State.SENT, State.DELIVERED);
                case FAILED -> comingBack.end(connection, new ContactFact.Returned(receipt.notification().toString(),
                        receipt.channel(), null, receipt.reason(), receipt.detail()));
            }
            return null;
        });
    }

    /** What arrived was sent, also where nobody has told of that yet. */
    private void rise(Connection connection, Receipt receipt, State to, State... from) throws SQLException {
        boolean toldSent = TOLD_SENT.contains(state(connection, receipt.notification()));
        try (PreparedStatement update = connection.prepareStatement(RISE)) {
            update.setString(1, to.word());
            update.setObject(2, receipt.notification());
            update.setString(3, receipt.channel());
            update.setArray(4, connection.createArrayOf("text", Stream.of(from).map(State::word).toArray()));
            update.setString(5, Outcome.UNKNOWN);
            for (Claimed risen : Claimed.all(update)) {
                String id = risen.id().toString();
                if (!toldSent) {
                    telling.tell(connection, risen,
                            new NotificationFact.Sent(id, risen.channel(), risen.message().to(), null));
                }
                telling.tell(connection, risen, to == State.READ
                        ? new NotificationFact.Read(id, risen.channel())
                        : new NotificationFact.Delivered(id, risen.channel()));
            }
        }
    }

    /** Nothing where the notification is not there. */
    private static String state(Connection connection, UUID notification) throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
            hold.setObject(1, notification);
            try (ResultSet row = hold.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
