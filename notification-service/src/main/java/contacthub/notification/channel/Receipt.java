package contacthub.notification.channel;

import java.util.UUID;

/**
 * What a gateway said of a notification it had taken, fired in the transaction that notes it. May come before we know
 * that it was taken, more than once, and late.
 *
 * @param reason why it did not arrive, machine-readable; none where it arrived
 * @param detail the gateway's own words
 */
public record Receipt(UUID notification, String reason, String detail) {

    /** Whether it arrived. */
    public boolean isArrival() {
        return reason == null;
    }
}
