package contacthub.notification.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;

import contacthub.contracts.Address;

/** A notification as the REST interface shows it; its deliveries only where it is shown alone. */
record ShownNotification(UUID id, UUID customer, String conversation, String kind, String category, String channel,
        Address to, String subject, String text, String template, String because, String state, String reason,
        String detail,
        int attempts, Instant createdAt, Instant nextAttemptAt, Instant sentAt, String gatewayId, String cause,
        String decidedBy, String requestedBy, boolean critical, Instant notBefore, Instant expiresAt, UUID sendsAgain,
        @JsonIgnore String thread, @JsonIgnore String inReplyTo, List<ShownDelivery> deliveries) {

    /** One attempt; without an end it was cut short, or is under way. */
    record ShownDelivery(int number, String channel, String provider, Instant startedAt, Instant endedAt,
            String outcome, String reason, String detail, String gatewayId) {

        static ShownDelivery of(ResultSet row) throws SQLException {
            return new ShownDelivery(row.getInt("number"), row.getString("channel"),
                    row.getString("provider"), time(row, "started_at"), time(row, "ended_at"),
                    row.getString("outcome"), row.getString("reason"), row.getString("detail"),
                    row.getString("gateway_id"));
        }
    }

    static ShownNotification of(ResultSet row, List<ShownDelivery> deliveries) throws SQLException {
        String state = row.getString("state");
        boolean waiting = state.equals("queued") || state.equals("sending");
        return new ShownNotification(row.getObject("id", UUID.class), row.getObject("customer", UUID.class),
                row.getString("conversation"), row.getString("kind"), row.getString("category"),
                row.getString("channel"),
                to(row),
                row.getString("subject"), row.getString("text"), row.getString("template"),
                row.getString("because"), state,
                row.getString("reason"), row.getString("detail"), row.getInt("attempts"), time(row, "created_at"),
                waiting ? time(row, "next_attempt_at") : null, time(row, "sent_at"), row.getString("gateway_id"),
                row.getString("causation"), row.getString("decided_by"), row.getString("requested_by"),
                row.getBoolean("critical"), state.equals("held") ? time(row, "next_attempt_at") : null,
                time(row, "expires_at"), row.getObject("sends_again", UUID.class), row.getString("thread"),
                row.getString("in_reply_to"), deliveries);
    }

    /** Nowhere, where it was decided not to send it. */
    private static Address to(ResultSet row) throws SQLException {
        return row.getString("to_type") == null
                ? null
                : new Address(row.getString("to_type"), row.getString("to_value"), row.getString("to_name"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
