package contacthub.contracts;

import java.time.Instant;

/** One running response-time obligation of a conversation (spec 40). */
public sealed interface ClockFact extends Fact {

    /**
     * A clock began to run.
     *
     * @param clock the clock's id
     * @param kind first-reply, promise …
     * @param targetMinutes minutes of the calendar's working time
     * @param because why this deadline, in one sentence
     */
    @Type("contacthub.clock.started.v1")
    record Started(@Required String clock, @Required String kind, @Required Instant due, @Required long targetMinutes,
            String policy, String calendar, String because) implements ClockFact {}

    /** What it waited for came in time; both elapsed times are in seconds. */
    @Type("contacthub.clock.met.v1")
    record Met(@Required String clock, @Required String kind, @Required Instant due, @Required Instant stopped,
            @Required long elapsedSeconds, @Required long workingSeconds) implements ClockFact {}

    /** Its deadline passed. */
    @Type("contacthub.clock.breached.v1")
    record Breached(@Required String clock, @Required String kind, @Required Instant due) implements ClockFact {}

    /** It no longer matters. */
    @Type("contacthub.clock.cancelled.v1")
    record Cancelled(@Required String clock, @Required String kind, String because) implements ClockFact {}
}
