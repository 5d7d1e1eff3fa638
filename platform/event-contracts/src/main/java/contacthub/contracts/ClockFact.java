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

    /** It stopped counting for a while. */
    @Type("contacthub.clock.paused.v1")
    record Paused(@Required String clock, @Required String kind, @Required Instant since,
            String because) implements ClockFact {}

    /** It counts again, with what was left of its time. */
    @Type("contacthub.clock.resumed.v1")
    record Resumed(@Required String clock, @Required String kind, @Required Instant since, @Required Instant due,
            String because) implements ClockFact {}

    /** Its deadline became another one; the time used before is kept. */
    @Type("contacthub.clock.retargeted.v1")
    record Retargeted(@Required String clock, @Required String kind, @Required Instant previous, @Required Instant due,
            @Required long targetMinutes, String policy, String calendar, String because) implements ClockFact {}

    /** A part of its time is used up. */
    @Type("contacthub.clock.warned.v1")
    record Warned(@Required String clock, @Required String kind, @Required Instant due,
            String because) implements ClockFact {}

    /** What it waited for came in time; both elapsed times are in seconds. */
    @Type("contacthub.clock.met.v1")
    record Met(@Required String clock, @Required String kind, @Required Instant due, @Required Instant stopped,
            @Required long elapsedSeconds, @Required long workingSeconds) implements ClockFact {}

    /** Its deadline passed. */
    @Type("contacthub.clock.breached.v1")
    record Breached(@Required String clock, @Required String kind, @Required Instant due) implements ClockFact {}

    /**
     * Its deadline had passed without an answer, and a step of its policy's ladder was taken.
     *
     * @param step notify, reassign, raise_priority or plan_call
     * @param to the role that was told, is to take over or to call, or what the priority became
     */
    @Type("contacthub.clock.escalated.v1")
    record Escalated(@Required String clock, @Required String kind, @Required Instant due, @Required long afterMinutes,
            @Required String step, @Required String to, String policy) implements ClockFact {}

    /** It no longer matters. */
    @Type("contacthub.clock.cancelled.v1")
    record Cancelled(@Required String clock, @Required String kind, String because) implements ClockFact {}
}
