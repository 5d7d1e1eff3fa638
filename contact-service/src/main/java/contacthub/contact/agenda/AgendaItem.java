package contacthub.contact.agenda;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Something that one operator must do on a day (spec 70).
 *
 * @param kind {@link #CALL} or {@link #LOOK}
 * @param role whose it is until somebody owns it
 * @param done when it was done, by whom in {@code doneBy}; nothing while it is open
 */
public record AgendaItem(UUID id, String kind, String what, UUID customer, UUID conversation, Instant due, String role,
        String owner, String because, Instant done, String doneBy) {

    /** The customer is to be called. */
    public static final String CALL = "call";
    /** Somebody is to see to it that the customer is answered. */
    public static final String LOOK = "look";

    static AgendaItem of(ResultSet row) throws SQLException {
        return new AgendaItem(row.getObject("id", UUID.class), row.getString("kind"), row.getString("what"),
                row.getObject("customer_id", UUID.class), row.getObject("conversation_id", UUID.class),
                time(row, "due_at"), row.getString("role"), row.getString("owner"), row.getString("because"),
                time(row, "done_at"), row.getString("done_by"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
