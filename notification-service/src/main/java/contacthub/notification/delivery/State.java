package contacthub.notification.delivery;

import java.util.Set;

import contacthub.contracts.Word;

/** The states of a notification, which only rise. */
enum State implements Word {
    /** Decided, not tried yet. */
    QUEUED,
    /** Tried at least once and not at its end: in flight, or waiting for the next attempt. */
    SENDING,
    /** The gateway took it. */
    SENT,
    /** The gateway said it arrived. */
    DELIVERED,
    /** It will not be sent, or nobody can say whether it was (reason unknown). */
    FAILED,
    /** It was decided not to send it. */
    SUPPRESSED;

    private static final Set<String> NAMES = Word.all(values());

    static Set<String> names() {
        return NAMES;
    }
}
