package contacthub.contact.conversation;

import java.time.Duration;
import java.time.Instant;

import contacthub.contact.calendar.WorkingCalendar;

/**
 * When a full answer can be promised (spec 40): by the first-reply deadline, or when the queue ahead is worked off
 * where that takes longer.
 *
 * @param firstReply the deadline; nothing where no first reply is owed
 * @param calendar the working time that the answer is owed in, which the queue is worked off in as well
 * @param ahead how many conversations wait ahead of it
 */
record Reckoning(Instant firstReply, WorkingCalendar calendar, long ahead) {

    /** The time to promise now, if one answer takes that long. */
    Promised from(Instant now, Duration perAnswer) {
        Instant byQueue = calendar.add(now, perAnswer.multipliedBy(ahead + 1));
        return firstReply == null || byQueue.isAfter(firstReply)
                ? new Promised(byQueue, ahead + " conversations wait ahead of it, which takes until then.")
                : new Promised(firstReply, "The first-reply deadline; " + ahead + " conversations wait ahead of it.");
    }

    /** A time, and why that one. */
    record Promised(Instant until, String because) {}
}
