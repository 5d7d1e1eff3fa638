package contacthub.notification.delivery;

import java.time.Duration;
import java.util.UUID;

import contacthub.notification.channel.Message;

/**
 * A notification that one worker has in hand.
 *
 * @param attempt the number of this attempt, which also fences late answers of earlier ones
 * @param age since its first attempt, by the database's clock
 */
record Claimed(UUID customer, String conversation, String causation, String trace, String channel, int attempt,
        Duration age, Message message) {

    UUID id() {
        return message.id();
    }
}
