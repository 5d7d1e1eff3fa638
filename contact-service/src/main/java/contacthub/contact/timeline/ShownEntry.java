package contacthub.contact.timeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * A timeline entry as readers get it. Detail, delivery and redacted are JSON already and pass through untouched.
 *
 * @param links the customer, the conversation where there is one, and the files that came with it
 */
record ShownEntry(UUID id, String type, String service, Instant occurredAt, Instant recordedAt, String channel,
        String direction, String summary, @JsonRawValue String detail, UUID conversationId, String operator,
        @JsonRawValue String delivery, @JsonRawValue String redacted, Boolean doubtfulTime, String trace,
        Map<String, Object> links, @JsonIgnore Instant changedAt) {

    static final String COLUMNS = """
            id, type, service, occurred_at, recorded_at, changed_at, channel, direction, summary, detail, conversation_id,
            operator, delivery, redacted, doubtful_time, trace""";

    static ShownEntry of(ResultSet row, UUID customer) throws SQLException {
        UUID conversation = row.getObject("conversation_id", UUID.class);
        String detail = row.getString("detail");
        return new ShownEntry(row.getObject("id", UUID.class), row.getString("type"), row.getString("service"),
                time(row, "occurred_at"), time(row, "recorded_at"), row.getString("channel"),
                row.getString("direction"), row.getString("summary"), detail, conversation,
                row.getString("operator"), row.getString("delivery"), row.getString("redacted"),
                row.getBoolean("doubtful_time") ? true : null, row.getString("trace"),
                Links.of(customer, conversation, detail), time(row, "changed_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    String cursor() {
        return new Cursor(occurredAt, id).text();
    }
}
