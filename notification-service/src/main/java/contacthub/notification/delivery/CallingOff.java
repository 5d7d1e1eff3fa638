package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import contacthub.contracts.NotificationFact;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** Somebody thinks better of a notification before a gateway has it. */
@ApplicationScoped
class CallingOff {

    private static final String CANCEL = """
            UPDATE notification SET state = 'cancelled', reason = 'cancelled', detail = ?
            WHERE id = ? AND state IN ('queued', 'held', 'sending') AND in_flight_until IS NULL
            RETURNING *, 0::bigint AS age""";

    private final Transactions transactions;
    private final Notifications notifications;
    private final Telling telling;

    CallingOff(Transactions transactions, Notifications notifications, Telling telling) {
        this.transactions = transactions;
        this.notifications = notifications;
        this.telling = telling;
    }

    /** Calls it off; a 404 problem where there is none, a 409 one where it is too late. */
    @Transactional
    ShownNotification cancel(UUID id, String operator) {
        boolean cancelled = transactions.inCurrent(connection -> cancel(connection, id, operator));
        ShownNotification notification = notifications.required(id);
        if (!cancelled) {
            throw Problem.conflict("The notification cannot be called off: it is " + notification.state() + ".");
        }
        return notification;
    }

    private boolean cancel(Connection connection, UUID id, String operator) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CANCEL)) {
            update.setString(1, "by " + operator);
            update.setObject(2, id);
            List<Claimed> cancelled = Claimed.all(update);
            for (Claimed one : cancelled) {
                telling.tell(connection, one,
                        new NotificationFact.Cancelled(id.toString(), one.channel(), operator));
            }
            return !cancelled.isEmpty();
        }
    }
}
