package contacthub.contact.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * What a client may still post: a bucket that fills by the second and is emptied by events. A batch larger than the
 * bucket is let through a full one and leaves a debt, so that no batch within the limits of size is refused for ever.
 *
 * @param events how many events may be posted now; negative after a large batch
 */
record Allowance(double events, Instant at) {

    /** @param perSecond events a second; @param burst the most that a pause saves up */
    record Rate(int perSecond, int burst) {

        static Rate of(int perSecond, OptionalInt burst) {
            return new Rate(perSecond, burst.orElse(2 * perSecond));
        }
    }

    static Allowance full(Rate rate, Instant now) {
        return new Allowance(rate.burst, now);
    }

    /** A clock set back fills nothing. */
    Allowance filled(Rate rate, Instant now) {
        double seconds = Math.max(0, Duration.between(at, now).toNanos() / 1e9);
        return new Allowance(Math.min(rate.burst, events + seconds * rate.perSecond), now);
    }

    boolean covers(Rate rate, int count) {
        return missing(rate, count) <= 0;
    }

    Allowance without(int count) {
        return new Allowance(events - count, at);
    }

    /** Whole seconds, at least one, until that many would be let through. */
    int secondsUntil(Rate rate, int count) {
        return (int) Math.max(1, Math.ceil(missing(rate, count) / rate.perSecond));
    }

    private double missing(Rate rate, int count) {
        return Math.min(count, rate.burst) - events;
    }
}
