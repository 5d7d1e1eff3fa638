package contacthub.notification.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

import contacthub.notification.decision.Hold;

/**
 * On what terms a notification is sent.
 *
 * @param critical it must arrive, whenever it is
 * @param decidedBy the level that decided on its channel; null where the conversation did
 * @param requestedBy who asked for it; null where an event did
 * @param hold that it has to wait
 * @param expiresAt until when it is worth sending; null for ever
 * @param day the customer's own day it counts on against caps; null where it does not count
 * @param sendsAgain the failed one it stands for; null for none
 */
record Terms(boolean critical, String decidedBy, String requestedBy, Optional<Hold> hold, Instant expiresAt,
        LocalDate day, UUID sendsAgain) {

    /** Of an answer in a conversation: at once, and as many as there are. */
    static final Terms ANSWER = new Terms(false, null, null, Optional.empty(), null, null, null);
}
