package contacthub.contact.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import contacthub.contact.clock.SlaClock;

/**
 * A conversation as readers get it.
 *
 * @param due the earliest deadline that counts down or has passed with nothing done
 * @param clocks only where one conversation is asked for
 */
public record ShownConversation(UUID id, UUID customer, String channel, String thread, String kind, String subject,
        String language, String status, String owner, Instant openedAt, Instant lastContactAt, Instant firstAnsweredAt,
        Instant lastAnsweredAt, Instant resolvedAt, Instant askedAt, Instant confirmedAt, String priority,
        boolean waitingForCustomer, Instant waitingUntil,
        Instant due, long version, List<SlaClock> clocks) {

    /** Of a conversation c and the address a of its customer. */
    static final String COLUMNS = """
            c.*, a.customer_id, c.waiting AND (c.waiting_until IS NULL OR c.waiting_until > now()) AS waits""";

    static ShownConversation of(ResultSet row) throws SQLException {
        return new ShownConversation(row.getObject("id", UUID.class), row.getObject("customer_id", UUID.class),
                row.getString("channel"), row.getString("thread"), row.getString("kind"), row.getString("subject"),
                row.getString("language"), row.getString("status"), row.getString("owner"),
                Conversations.time(row, "opened_at"), Conversations.time(row, "last_contact_at"),
                Conversations.time(row, "first_answered_at"), Conversations.time(row, "last_answered_at"),
                Conversations.time(row, "resolved_at"), Conversations.time(row, "asked_at"),
                Conversations.time(row, "confirmed_at"), row.getString("priority"), row.getBoolean("waits"),
                Conversations.time(row, "waiting_until"), Conversations.time(row, "due_at"),
                row.getLong("version"), null);
    }

    ShownConversation with(List<SlaClock> itsClocks) {
        return new ShownConversation(id, customer, channel, thread, kind, subject, language, status, owner, openedAt,
                lastContactAt, firstAnsweredAt, lastAnsweredAt, resolvedAt, askedAt, confirmedAt, priority,
                waitingForCustomer, waitingUntil, due, version,
                itsClocks);
    }
}
