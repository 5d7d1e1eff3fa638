package contacthub.notification.decision;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import contacthub.contracts.Address;
import contacthub.notification.preference.PreferenceChannel;

/**
 * The channel a message takes and who decided it, and why each other channel was rejected. No channel means that it
 * must not or cannot be written.
 *
 * @param to where on that channel
 * @param hold how long to wait, where the customer is to be left in peace now
 * @param day the customer's own day it would be sent on, which caps count by
 * @param why no channel at all
 */
public record Decision(PreferenceChannel channel, Address to, Level decidedBy, Optional<Hold> hold, LocalDate day,
        List<Rejection> rejected, String why) {

    /** One channel it does not take. */
    public record Rejection(PreferenceChannel channel, String because) {}

    Decision to(Address address) {
        return new Decision(channel, address, decidedBy, hold, day, rejected, why);
    }

    /** The channel as contacts name it: a messenger by its own name. */
    public String contactChannel() {
        return Means.name(channel, to);
    }
}
