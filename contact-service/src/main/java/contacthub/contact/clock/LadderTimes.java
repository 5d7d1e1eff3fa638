package contacthub.contact.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contact.policy.PolicyForm.Step;
import contacthub.contact.policy.SlaPolicies;

/** When the steps of a ladder are due: so much of the clock's own time after its deadline (spec 40, "Ladder"). */
@ApplicationScoped
class LadderTimes {

    private final SlaPolicies policies;

    LadderTimes(SlaPolicies policies) {
        this.policies = policies;
    }

    /** When a clock's ladder is to be looked at from its beginning; nothing where there is none to climb. */
    Instant first(SlaClock clock) {
        if (!climbs(clock)) {
            return null;
        }
        if (clock.target().version() == 0) {
            return clock.due();
        }
        return next(clock, policies.ladder(clock.kind(), clock.target()), 0);
    }

    /** Its deadline passed, what it waits for may still happen, and nothing holds it. */
    static boolean climbs(SlaClock clock) {
        return clock.isBreached() && clock.isOwed() && clock.since() != null;
    }

    /** How many of these steps are due by this moment. */
    int reached(SlaClock clock, List<Step> steps, Instant now) {
        return (int) steps.stream().filter(step -> !moment(clock, step).isAfter(now)).count();
    }

    /** When the step after so many is due; nothing where there is none. */
    Instant next(SlaClock clock, List<Step> steps, int climbed) {
        return climbed < steps.size() ? moment(clock, steps.get(climbed)) : null;
    }

    private Instant moment(SlaClock clock, Step step) {
        return moment(clock, Duration.ofMinutes(step.afterMinutes()),
                policies.calendar(clock.target().calendar()));
    }

    /** Time in which the clock was held counts for no step, as it counts for no deadline. */
    static Instant moment(SlaClock clock, Duration after, WorkingCalendar calendar) {
        if (!clock.since().isAfter(clock.due())) {
            return calendar.add(clock.due(), after);
        }
        Duration left = Duration.ofMinutes(clock.target().minutes()).plus(after).minus(clock.used());
        return calendar.add(clock.since(), left.isNegative() ? Duration.ZERO : left);
    }
}
