package contacthub.contact.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;

import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contracts.ClockFact;

/**
 * One running response-time obligation (spec 40). Its transitions answer the fact they are.
 *
 * @param ended when it was met, cancelled, or its deadline passed
 * @param because why this deadline, in one sentence
 */
public record SlaClock(UUID id, UUID conversation, UUID address, String kind, String state, Instant started,
        Instant due,
        Instant ended, Target target, String because) {

    /** Waits for the first public answer by a person. */
    public static final String FIRST_REPLY = "first-reply";
    /** Waits for the answer that was promised. */
    public static final String PROMISE = "promise";

    static final String RUNNING = "running";
    static final String MET = "met";
    static final String BREACHED = "breached";
    static final String CANCELLED = "cancelled";

    /** What a policy asks: so many working minutes of a calendar. */
    public record Target(String policy, String calendar, long minutes) {}

    /** The fact that it began. */
    public ClockFact.Started startedFact() {
        return new ClockFact.Started(id.toString(), kind, due, target.minutes(), target.policy(), target.calendar(),
                because);
    }

    /**
     * What it waited for happened at this moment. A breach found before the answer was known is taken back when the
     * answer had been in time, and of two answers the earlier one counts, so that the order of arrival does not matter.
     */
    public SlaClock stop(Instant at) {
        if (state.equals(CANCELLED) || at.isBefore(started)) {
            return this;
        }
        if (isMet()) {
            return at.isBefore(ended) ? ended(MET, at) : this;
        }
        return at.isAfter(due) ? ended(BREACHED, due) : ended(MET, at);
    }

    /** As if only these answers had been given, where it was met by one that was not to it. */
    public SlaClock stoppedBy(List<Instant> answers) {
        SlaClock clock = isMet() ? ended(RUNNING, null) : this;
        for (Instant answer : answers) {
            clock = clock.stop(answer);
        }
        return clock;
    }

    /** It began earlier than we knew, and so was due earlier; what was in time may not have been. */
    SlaClock restarted(Instant from, Instant earlierDue, String why) {
        String outcome = isMet() && ended.isAfter(earlierDue) ? BREACHED : state;
        return new SlaClock(id, conversation, address, kind, outcome, from, earlierDue,
                outcome.equals(BREACHED) ? earlierDue : ended, target, why);
    }

    /** It no longer matters. */
    public SlaClock cancel(Instant at) {
        return state.equals(RUNNING) ? ended(CANCELLED, at) : this;
    }

    private SlaClock ended(String outcome, Instant at) {
        return new SlaClock(id, conversation, address, kind, outcome, started, due, at, target, because);
    }

    /** Ended in time. */
    @JsonIgnore
    public boolean isMet() {
        return state.equals(MET);
    }

    /** Ended by its deadline. */
    @JsonIgnore
    public boolean isBreached() {
        return state.equals(BREACHED);
    }

    /** A time told to the customer. */
    @JsonIgnore
    public boolean isPromise() {
        return kind.equals(PROMISE);
    }

    /** The fact of having been met, with both elapsed times. */
    ClockFact.Met metFact(WorkingCalendar calendar) {
        return new ClockFact.Met(id.toString(), kind, due, ended, Duration.between(started, ended).toSeconds(),
                calendar.between(started, ended).toSeconds());
    }
}
