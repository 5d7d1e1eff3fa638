package contacthub.contact.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contact.policy.ClockKind;
import contacthub.contact.policy.Target;

/**
 * One running response-time obligation (spec 40). It counts working time only while it runs: what was used up before is
 * kept in a pause and when its target changes.
 *
 * @param number which of its kind in the conversation
 * @param due while paused, when it would be due if the pause ended as soon as it began
 * @param ended when it was met or cancelled, or its deadline passed
 * @param stopped when what it waited for happened, in time or late
 * @param since when it last began to count; nothing while it does not
 * @param used the working time counted before that
 * @param segment the customer's when the target was set
 * @param because why this deadline, in one sentence
 * @param operator who did what it waited for, where that is known
 */
public record SlaClock(UUID id, UUID conversation, UUID address, ClockKind kind, int number, String state,
        Instant started, Instant due, Instant ended, Instant stopped, Instant since,
        @JsonProperty("used_seconds") Duration used, Target target, String segment, String because,
        String operator) {

    static final String RUNNING = "running";
    static final String PAUSED = "paused";
    static final String MET = "met";
    static final String BREACHED = "breached";
    static final String CANCELLED = "cancelled";

    /**
     * Which clock of a conversation: those that a policy asks for are counted, the others have what happened for a name.
     *
     * @param own the id of a promise or step, else nothing
     */
    record Key(ClockKind kind, int number, UUID own) {

        Key(ClockKind kind, int number) {
            this(kind, number, null);
        }
    }

    /** Whose clock, begun when. */
    static SlaClock begun(UUID id, UUID conversation, UUID address, Key key, Instant from) {
        return new SlaClock(id, conversation, address, key.kind, key.number, RUNNING, from, null, null, null, from,
                Duration.ZERO, null, null, null, null);
    }

    Key key() {
        return new Key(kind, number, kind.isByPolicy() ? null : id);
    }

    /** Another target from this moment on: used time is kept, the rest counts on the new one. */
    SlaClock aimed(Instant at, WorkingCalendar counted, WorkingCalendar calendar, Target to, String of, String why) {
        Duration spent = since == null ? used : used.plus(counted.between(since, at));
        return new SlaClock(id, conversation, address, kind, number, state, started,
                calendar.add(at, left(to, spent)), ended, stopped, since == null ? null : at, spent, to, of, why,
                operator);
    }

    /** A deadline of its own, told to somebody or set by a process. */
    SlaClock dueAt(Instant deadline, Target to, String of, String why) {
        return new SlaClock(id, conversation, address, kind, number, state, started, deadline, ended, stopped, since,
                used, to, of, why, operator);
    }

    private static Duration left(Target target, Duration spent) {
        Duration left = Duration.ofMinutes(target.minutes()).minus(spent);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** It stops counting; one whose deadline has passed stays breached. */
    SlaClock paused(Instant at, WorkingCalendar calendar) {
        if (since == null) {
            return this;
        }
        return with(isBreached() ? BREACHED : PAUSED, due, ended, stopped, null,
                used.plus(calendar.between(since, at)));
    }

    /** It counts again, with what is left of its target. */
    SlaClock resumed(Instant at, WorkingCalendar calendar) {
        if (since != null) {
            return this;
        }
        return isBreached()
                ? with(BREACHED, due, ended, null, at, used)
                : with(RUNNING, calendar.add(at, left(target, used)), null, null, at, used);
    }

    /** What it waited for happened: it was met, or only late. */
    SlaClock stopped(Instant at, WorkingCalendar calendar, String by) {
        Duration spent = since == null ? used : used.plus(calendar.between(since, at));
        Instant deadline = isPaused() ? calendar.add(at, left(target, used)) : due;
        return isBreached()
                ? with(BREACHED, due, ended, at, null, spent, by)
                : with(MET, deadline, at, at, null, spent, by);
    }

    /** Its deadline passed. */
    SlaClock breached() {
        return with(BREACHED, due, due, stopped, since, used, operator);
    }

    /** It no longer matters. */
    SlaClock cancelled(Instant at, WorkingCalendar calendar) {
        Duration spent = since == null ? used : used.plus(calendar.between(since, at));
        return isBreached() ? this : with(CANCELLED, due, at, null, null, spent);
    }

    private SlaClock with(String outcome, Instant deadline, Instant end, Instant stop, Instant from, Duration spent) {
        return with(outcome, deadline, end, stop, from, spent, stop == null ? null : operator);
    }

    private SlaClock with(String outcome, Instant deadline, Instant end, Instant stop, Instant from, Duration spent,
            String by) {
        return new SlaClock(id, conversation, address, kind, number, outcome, started, deadline, end, stop, from, spent,
                target, segment, because, by);
    }

    @JsonIgnore
    public boolean isRunning() {
        return state.equals(RUNNING);
    }

    @JsonIgnore
    boolean isPaused() {
        return state.equals(PAUSED);
    }

    /** Ended in time. */
    @JsonIgnore
    public boolean isMet() {
        return state.equals(MET);
    }

    /** Its deadline passed first. */
    @JsonIgnore
    public boolean isBreached() {
        return state.equals(BREACHED);
    }

    @JsonIgnore
    boolean isCancelled() {
        return state.equals(CANCELLED);
    }

    /** What it waits for has not happened, and still may. */
    @JsonIgnore
    public boolean isOwed() {
        return stopped == null && !isCancelled();
    }

    /** A time told to the customer because an earlier one had passed. */
    @JsonIgnore
    public boolean isRenewedPromise() {
        return isPromise() && Happening.RENEWED.equals(target.policy());
    }

    /** What it waited for happened, or its deadline passed: there is something to measure. */
    @JsonIgnore
    boolean isMeasured() {
        return stopped != null || isBreached();
    }

    /** A time told to the customer. */
    @JsonIgnore
    public boolean isPromise() {
        return kind == ClockKind.PROMISE;
    }

    boolean hasTarget(Target other) {
        return Objects.equals(target, other);
    }
}
