package contacthub.notification.delivery;

import java.util.Set;

import contacthub.contracts.Word;

/** The states of a notification, which only rise. */
enum State implements Word {
    /** Decided, not tried yet. */
    QUEUED,
    /** Waits for its time: asked for later, or the customer is to be left in peace now. */
    HELD,
    /** Tried at least once and not at its end: in flight, or waiting for the next attempt. */
    SENDING,
    /** The gateway took it. */
    SENT,
    /** The gateway said it arrived. */
    DELIVERED,
    /** The customer has seen it, as far as the channel can say. */
    READ,
    /** It could not be sent, or nobody can say whether it was (reason unknown). */
    FAILED,
    /** It was not sent in the time it was good for. */
    EXPIRED,
    /** It was decided not to send it. */
    SUPPRESSED,
    /** Somebody called it off before it was sent. */
    CANCELLED;

    private static final Set<String> NAMES = Word.all(values());

    static Set<String> names() {
        return NAMES;
    }
}
