package contacthub.notification.channel;

import java.util.UUID;

/**
 * What a gateway said of a notification it had taken, fired in the transaction that notes it. May come before we know
 * that it was taken, more than once, and late, when it has gone on to another channel.
 *
 * @param channel the gateway's
 * @param reason why it did not arrive, machine-readable; none where it arrived
 * @param detail the gateway's own words
 */
public record Receipt(UUID notification, String channel, String reason, String detail) {

    /** It arrived. */
    public static Receipt ofArrival(UUID notification, String channel) {
        return new Receipt(notification, channel, null, null);
    }

    /** Whether it arrived. */
    public boolean isArrival() {
        return reason == null;
    }
}
