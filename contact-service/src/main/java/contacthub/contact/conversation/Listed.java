package contacthub.contact.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A conversation in a list, with what one needs to see whether to open it.
 *
 * @param name of the customer; a company's where no person's is known
 * @param segment the customer's
 * @param summary what the customer said last
 */
record Listed(@JsonUnwrapped ShownConversation conversation, String name, String segment, String summary) {

    /** Later than any deadline; {@code conversation_urgency} has it too. */
    static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    static Listed of(ResultSet row) throws SQLException {
        String name = row.getString("name");
        return new Listed(ShownConversation.of(row), name.isEmpty() ? row.getString("company") : name,
                row.getString("segment"), row.getString("summary"));
    }

    /** Its place in the order of deadlines. */
    Instant due() {
        return conversation.due() == null ? NEVER : conversation.due();
    }
}
