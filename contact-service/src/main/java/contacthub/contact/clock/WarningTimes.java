package contacthub.contact.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contact.policy.SlaPolicies;

/** When a clock is warned of: each time a part of its working time, as its policy says, is used up (spec 40). */
@ApplicationScoped
class WarningTimes {

    private static final int WHOLE = 100;

    private final SlaPolicies policies;

    WarningTimes(SlaPolicies policies) {
        this.policies = policies;
    }

    /** The first warning after what was used before the clock last began to count; nothing where there is none to come. */
    Instant first(SlaClock clock) {
        return after(clock, clock.used(), 0).orElse(null);
    }

    /** The highest part, in percent, that is used by this moment; 0 where that is none to be warned of. */
    int reached(SlaClock clock, Instant now) {
        Duration used = clock.used().plus(calendar(clock).between(clock.since(), now));
        return percents(clock).stream().filter(percent -> part(clock, percent).compareTo(used) <= 0)
                .mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The first warning of more than this part. */
    Instant next(SlaClock clock, int percent) {
        return after(clock, Duration.ofNanos(-1), percent).orElse(null);
    }

    /** When this part of its time is used. */
    Instant moment(SlaClock clock, int percent) {
        return calendar(clock).add(clock.since(), part(clock, percent).minus(clock.used()));
    }

    private Optional<Instant> after(SlaClock clock, Duration used, int percent) {
        if (!clock.isRunning() || clock.target().minutes() <= 0) {
            return Optional.empty();
        }
        return percents(clock).stream().filter(next -> next > percent && part(clock, next).compareTo(used) > 0)
                .min(Integer::compare).map(next -> moment(clock, next)).filter(clock.due()::isAfter);
    }

    private List<Integer> percents(SlaClock clock) {
        return policies.warnings(clock.target());
    }

    private static Duration part(SlaClock clock, int percent) {
        return Duration.ofMinutes(clock.target().minutes()).multipliedBy(percent).dividedBy(WHOLE);
    }

    private WorkingCalendar calendar(SlaClock clock) {
        return policies.calendar(clock.target().calendar());
    }
}
