package contacthub.notification.delivery;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import contacthub.contracts.Address;
import contacthub.notification.channel.Message;
import contacthub.notification.preference.Category;

/**
 * A notification that one worker has in hand.
 *
 * @param attempt the number of this attempt, which also fences late answers of earlier ones
 * @param attemptHere the same, of those on this channel
 * @param age since its first attempt on this channel, by the database's clock
 */
record Claimed(UUID customer, String conversation, String causation, String trace, String kind, Category category,
        boolean critical, String channel, int attempt, int attemptHere, Duration age, Message message) {

    UUID id() {
        return message.id();
    }

    /** Whether we began it, so that another channel can take it. */
    boolean isOurs() {
        return kind.equals(Outgoing.MESSAGE);
    }

    /** What a statement answers, row by row. */
    static List<Claimed> all(PreparedStatement statement) throws SQLException {
        List<Claimed> all = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                all.add(of(row));
            }
        }
        return all;
    }

    /** From a row of notification with its age in milliseconds. */
    private static Claimed of(ResultSet row) throws SQLException {
        Address to = new Address(row.getString("to_type"), row.getString("to_value"), row.getString("to_name"));
        String kind = row.getString("kind");
        Message message = new Message(row.getObject("id", UUID.class), to, row.getString("thread"),
                row.getString("in_reply_to"), row.getString("subject"), row.getString("text"),
                Outgoing.isAutomatic(kind));
        int attempt = row.getInt("attempts");
        return new Claimed(row.getObject("customer", UUID.class), row.getString("conversation"),
                row.getString("causation"), row.getString("trace"), kind,
                Category.named(row.getString("category")).orElseThrow(), row.getBoolean("critical"),
                row.getString("channel"), attempt, attempt - row.getInt("earlier_attempts"),
                Duration.ofMillis(row.getLong("age")), message);
    }
}
