package contacthub.notification.decision;

import java.util.List;

import contacthub.notification.preference.PreferenceChannel;

/**
 * The channel a message takes and who decided it, and why each other channel was rejected. No channel means that it
 * must not or cannot be written.
 */
record Decision(PreferenceChannel channel, Level decidedBy, List<Rejection> rejected) {

    /** One channel it does not take. */
    record Rejection(PreferenceChannel channel, String because) {}
}
