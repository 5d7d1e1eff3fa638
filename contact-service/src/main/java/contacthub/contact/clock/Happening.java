package contacthub.contact.clock;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.UUID;

/**
 * Something that happened in a conversation and that clocks look at. It holds no text anybody wrote, so it may stay when
 * a person is erased.
 *
 * @param id of the timeline entry where it has one; also the id of the clock a promise or a step starts
 * @param value by kind: the segment, the priority, the revision of the policies, {@code waiting} for an answer that
 *        waits for the customer, {@code acknowledgement} or {@code renewed} for a promise made by the hub, the id of the
 *        step that is done
 * @param until by kind: the promised or due time, or how long we wait for the customer at most
 * @param because why, where it is not said by its kind
 * @param operator who did it, where that was a person of the company and is known
 * @param letters of an answer how many letters and digits it has, where that is known
 */
public record Happening(UUID id, Instant at, Kind kind, String value, Instant until, String because, String operator,
        Integer letters) {

    /** The order of time; at the same moment that of {@link Kind}, so that the order of arrival decides nothing. */
    static final Comparator<Happening> ORDER = Comparator.comparing(Happening::at).thenComparing(Happening::kind)
            .thenComparing(Happening::id);

    static final String WAITING = "waiting";
    static final String ACKNOWLEDGEMENT = "acknowledgement";
    static final String RENEWED = "renewed";

    /** Kept to the microsecond, as the database does: counting on and counting anew must come to the same. */
    public Happening {
        at = at.truncatedTo(ChronoUnit.MICROS);
        until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
    }

    private Happening(UUID id, Instant at, Kind kind, String value, Instant until, String because) {
        this(id, at, kind, value, until, because, null, null);
    }

    /** The same, done by this operator; by nobody who is known where there is none. */
    public Happening by(String who) {
        return new Happening(id, at, kind, value, until, because, who, letters);
    }

    /** The same, with so many letters and digits; not known where there is no number. */
    public Happening saying(Integer much) {
        return new Happening(id, at, kind, value, until, because, operator, much);
    }

    /** What kinds there are, in the order in which they count at one moment. */
    public enum Kind {
        POLICIES, SEGMENT, PRIORITY, REOPENED, STEP, CONTACT, ATTENDED, ANSWER, STEP_DONE, PROMISED, WAITING, RESOLVED
    }

    /** The customer wrote, called or came. */
    public static Happening contact(UUID id, Instant at) {
        return new Happening(id, at, Kind.CONTACT, null, null, null);
    }

    /** A person of the company answered the customer. */
    public static Happening answer(UUID id, Instant at, boolean waiting) {
        return new Happening(id, at, Kind.ANSWER, waiting ? WAITING : null, null, null);
    }

    /** From now on it is the customer's turn, until a moment at the latest where there is one. */
    public static Happening waiting(UUID id, Instant at, Instant until) {
        return new Happening(id, at, Kind.WAITING, null, until, null);
    }

    /** It is our turn again. */
    public static Happening attended(UUID id, Instant at) {
        return new Happening(id, at, Kind.ATTENDED, null, null, null);
    }

    /** The customer is of another segment by now; of none where there is no segment. */
    public static Happening segment(UUID id, Instant at, String segment) {
        return new Happening(id, at, Kind.SEGMENT, segment, null, null);
    }

    /** It is more or less urgent than it was. */
    public static Happening priority(UUID id, Instant at, String priority) {
        return new Happening(id, at, Kind.PRIORITY, priority, null, null);
    }

    /** Its policies are those of a later revision by now. */
    public static Happening policies(UUID id, Instant at, long revision) {
        return new Happening(id, at, Kind.POLICIES, Long.toString(revision), null, null);
    }

    /** An operator holds it to be solved. */
    public static Happening resolved(UUID id, Instant at) {
        return new Happening(id, at, Kind.RESOLVED, null, null, null);
    }

    /** It was not solved after all. */
    public static Happening reopened(UUID id, Instant at) {
        return new Happening(id, at, Kind.REOPENED, null, null, null);
    }

    /** The hub told the customer when an answer will come. */
    public static Happening acknowledged(UUID id, Instant at, Instant promised, String because) {
        return new Happening(id, at, Kind.PROMISED, ACKNOWLEDGEMENT, promised, because);
    }

    /** A promise was broken; the hub told the customer another time. */
    public static Happening renewed(UUID id, Instant at, Instant promised, String because) {
        return new Happening(id, at, Kind.PROMISED, RENEWED, promised, because);
    }

    /** An operator told the customer when an answer will come. */
    public static Happening promised(UUID id, Instant at, Instant promised, String because) {
        return new Happening(id, at, Kind.PROMISED, null, promised, because);
    }

    /** A step became due. */
    public static Happening step(UUID id, Instant at, Instant due, String because) {
        return new Happening(id, at, Kind.STEP, null, due, because);
    }

    /** A step was done. */
    public static Happening stepDone(UUID id, Instant at, UUID step) {
        return new Happening(id, at, Kind.STEP_DONE, step.toString(), null, null);
    }
}
