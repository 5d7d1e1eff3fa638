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
public record Receipt(UUID notification, String channel, Step step, String reason, String detail) {

    /** How far it has come. */
    public enum Step {
        /** It arrived. */
        DELIVERED,
        /** The customer has seen it. */
        READ,
        /** It did not arrive and never will. */
        FAILED
    }

    /** It arrived. */
    public static Receipt ofArrival(UUID notification, String channel) {
        return new Receipt(notification, channel, Step.DELIVERED, null, null);
    }

    /** The customer has seen it. */
    public static Receipt ofReading(UUID notification, String channel) {
        return new Receipt(notification, channel, Step.READ, null, null);
    }

    /** It did not arrive. */
    public static Receipt ofFailure(UUID notification, String channel, String reason, String detail) {
        return new Receipt(notification, channel, Step.FAILED, reason, detail);
    }
}
