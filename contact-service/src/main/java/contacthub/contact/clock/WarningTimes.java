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
        Duration total = total(clock);
        Duration used = clock.used().plus(calendar(clock).between(clock.since(), now));
        return percents(clock).stream().filter(percent -> part(total, percent).compareTo(used) <= 0)
                .mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The first warning of more than this part. */
    Instant next(SlaClock clock, int percent) {
        return after(clock, Duration.ofNanos(-1), percent).orElse(null);
    }

    /** When this part of its time is used. */
    Instant moment(SlaClock clock, int percent) {
        return calendar(clock).add(clock.since(), part(total(clock), percent).minus(clock.used()));
    }

    private Optional<Instant> after(SlaClock clock, Duration used, int percent) {
        Duration total = clock.isRunning() ? total(clock) : Duration.ZERO;
        if (total.isZero() || total.isNegative()) {
            return Optional.empty();
        }
        return percents(clock).stream().filter(next -> next > percent && part(total, next).compareTo(used) > 0)
                .min(Integer::compare).map(next -> moment(clock, next)).filter(clock.due()::isAfter);
    }

    private List<Integer> percents(SlaClock clock) {
        return policies.warnings(clock.target());
    }

    /** Of a promise or a step, which are given a moment and never pause, the time until then. */
    private Duration total(SlaClock clock) {
        return clock.kind().isByPolicy()
                ? Duration.ofMinutes(clock.target().minutes())
                : calendar(clock).between(clock.started(), clock.due());
    }

    private static Duration part(Duration total, int percent) {
        return total.multipliedBy(percent).dividedBy(WHOLE);
    }

    private WorkingCalendar calendar(SlaClock clock) {
        return policies.calendar(clock.target().calendar());
    }
}
