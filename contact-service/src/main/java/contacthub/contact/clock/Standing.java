package contacthub.contact.clock;

import java.time.Instant;
import java.util.List;

/**
 * How far the clocks of a conversation have come with what happened last: all that is needed to go on from there, however
 * long the history is.
 *
 * @param last the latest happening
 * @param opened when the customer first wrote
 * @param unanswered since when the customer waits for an answer
 * @param stretches how many times the customer began to wait
 * @param answered when we last answered
 * @param resolved whether it is held to be solved
 * @param waiting whether we wait for the customer, at the latest until a moment where there is one
 * @param base the revision of the policies when it was opened
 * @param revision of the policies that govern it by now
 * @param open the clocks that something can still become of
 */
record Standing(Happening last, Instant opened, Instant unanswered, int stretches, Instant answered, int answers,
        boolean resolved, boolean waiting, Instant waitingUntil, String segment, String priority, long base,
        long revision, List<SlaClock> open) {

    static final String NORMAL = "normal";

    static Standing fresh(long revision) {
        return new Standing(null, null, null, 0, null, 0, false, false, null, null, NORMAL, revision, revision,
                List.of());
    }

    /** The earliest deadline that counts down or has passed with nothing done; none while nobody waits for us. */
    Instant due() {
        return open.stream().filter(clock -> clock.isOwed() && !clock.isPaused()).map(SlaClock::due)
                .min(Instant::compareTo).orElse(null);
    }

    boolean isBefore(Happening happening) {
        return last == null || Happening.ORDER.compare(last, happening) < 0;
    }
}
