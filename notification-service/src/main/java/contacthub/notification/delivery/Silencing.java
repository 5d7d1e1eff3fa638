package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Address;
import contacthub.contracts.NotificationFact;
import contacthub.notification.preference.Stops;

/**
 * Keeps back what is on its way to an address that a customer has just switched off: what is queued, or waits to be
 * tried again. What is held is decided on again by itself; what a gateway has at this moment cannot be taken back.
 */
@ApplicationScoped
public class Silencing {

    private static final String SUPPRESS = """
            UPDATE notification SET state = 'suppressed', reason = ?, detail = NULL
            WHERE channel = ? AND to_type = ? AND to_value = ? AND state IN ('queued', 'sending')
                AND in_flight_until IS NULL
            RETURNING *, 0::bigint AS age""";
    private static final String REASON = "suppression: " + Stops.BECAUSE;

    private final Telling telling;

    Silencing(Telling telling) {
        this.telling = telling;
    }

    /** In the caller's transaction. */
    public void silence(Connection connection, String channel, Address to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SUPPRESS)) {
            update.setString(1, REASON);
            update.setString(2, channel);
            update.setString(3, to.type());
            update.setString(4, to.value());
            telling.tell(connection, Claimed.all(update), one -> one, one -> new NotificationFact.Suppressed(
                    one.id().toString(), one.category().word(), REASON));
        }
    }
}
