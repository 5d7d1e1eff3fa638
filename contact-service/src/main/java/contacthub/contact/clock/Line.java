package contacthub.contact.clock;

import java.time.Instant;
import java.util.UUID;

import contacthub.contact.policy.Target;

/**
 * One line of a clock's log: what became of it, when and why. The state of a clock is the fold of its lines
 * ({@link Told}).
 *
 * @param at the moment it counts from, not when it was found out
 * @param started when the clock began, by what is known with this line
 * @param segment the customer's when the target was set
 * @param operator who did what the clock waited for, where the line says that it happened and that is known
 * @param dueBefore the deadline before this line, nothing where it is the first
 */
public record Line(UUID clock, Act act, Instant at, String because, Target target, Instant started, String segment,
        String operator,
        Instant dueBefore, Instant dueAfter) {

    /** What it says, for whoever asks why this deadline. */
    String sentence() {
        String moved = dueBefore == null || dueBefore.equals(dueAfter)
                ? "due " + dueAfter
                : "due " + dueAfter + " instead of " + dueBefore;
        return at + " " + act.text() + ", " + moved + (because == null ? "." : ": " + because);
    }

    static Line of(Act act, Instant at, SlaClock before, SlaClock after, String because) {
        return new Line(after.id(), act, at, because, after.target(), after.started(), after.segment(),
                act == Act.MEET ? after.operator() : null,
                before == null ? null : before.due(), after.due());
    }
}
