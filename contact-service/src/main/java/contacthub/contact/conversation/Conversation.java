package contacthub.contact.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import contacthub.contact.clock.Courses;
import contacthub.contact.clock.Happening;
import contacthub.contact.clock.Matter;
import contacthub.contact.identity.NormalAddress;
import contacthub.contact.policy.Circumstances;
import contacthub.contracts.Address;

/**
 * The open matter that contacts belong to. Guards its own transitions; the database keeps it by {@link Conversations}.
 */
final class Conversation {

    static final String OPEN = "open";
    static final String RESOLVED = "resolved";
    static final String CONFIRMED = "confirmed";
    /** In the order in which it goes through them. */
    static final List<String> STATES = List.of(OPEN, RESOLVED, CONFIRMED);

    final UUID id;
    final UUID address;
    final String channel;
    final String thread;
    ReplyPath replyPath;
    String kind;
    String subject;
    String language;
    Instant openedAt;
    String status;
    String owner;
    Instant lastContactAt;
    Instant firstAnsweredAt;
    Instant lastAnsweredAt;
    Instant resolvedAt;
    Instant askedAt;
    Instant confirmedAt;
    boolean byMachine;
    String priority = "normal";
    boolean waiting;
    Instant waitingUntil;
    Instant due;
    Map<String, String> customerFields;
    private String course;
    long version;

    /** Where an answer goes: the channel we write on and the address there; none where we cannot write back. */
    record ReplyPath(String channel, Address to) {}

    Conversation(UUID id, UUID address, String channel, String thread, ReplyPath replyPath, String kind, String subject,
            String language, Instant openedAt) {
        this.id = id;
        this.address = address;
        this.channel = channel;
        this.thread = thread;
        opensWith(replyPath, kind, subject, language);
        this.openedAt = openedAt;
        this.status = OPEN;
        this.lastContactAt = openedAt;
    }

    /** What the contact that opens it says of it. */
    final void opensWith(ReplyPath path, String ofKind, String about, String inLanguage) {
        replyPath = path;
        kind = ofKind == null ? "question" : ofKind;
        subject = about;
        language = inLanguage;
    }

    /** The thread an answer goes into; none where it goes out on another channel than the one the thread belongs to. */
    String replyThread() {
        return replyPath != null && replyPath.channel().equals(channel) ? thread : null;
    }

    boolean isOpen() {
        return status.equals(OPEN);
    }

    /** Whether a contact over this address, channel and thread goes on with this matter. */
    boolean continues(UUID from, String over, String in) {
        return address.equals(from) && channel.equals(over) && Objects.equals(thread, in);
    }

    /** Whether it is the matter of the chat visitor at one of these addresses, over this channel and thread. */
    boolean isChatOf(Collection<NormalAddress> addresses, String over, String in) {
        return channel.equals(over) && Objects.equals(thread, in) && replyPath != null
                && addresses.stream().anyMatch(one -> replyPath.to().equals(one.unnamed()));
    }

    /** Whether somebody at one of these addresses goes on with this matter: only there we wrote to about it. */
    boolean isAnsweredFrom(UUID from, Collection<NormalAddress> addresses) {
        return address.equals(from)
                || replyPath != null && addresses.stream().anyMatch(one -> replyPath.to().equals(one.unnamed()));
    }

    /** The customer wrote once more; true when that was before what we took for the opening. */
    boolean contacted(Instant at) {
        lastContactAt = later(lastContactAt, at);
        boolean earlier = at.isBefore(openedAt);
        openedAt = earlier ? at : openedAt;
        return earlier;
    }

    /** Whether an answer given at this moment can be one to this matter. */
    boolean wasOpenAt(Instant moment) {
        return isOpen() && !moment.isBefore(openedAt);
    }

    /** A person answered; true when that is the first answer. */
    boolean answered(Instant at) {
        boolean first = firstAnsweredAt == null;
        firstAnsweredAt = first || at.isBefore(firstAnsweredAt) ? at : firstAnsweredAt;
        lastAnsweredAt = later(lastAnsweredAt, at);
        return first;
    }

    /** What happened in it, for its clocks. */
    Courses.Taken taken(List<Happening> happenings, boolean isNew, String cause) {
        var matter = new Matter(id, address, channel, kind, customerFields);
        return new Courses.Taken(matter, course, isNew, happenings, Set.of(), cause);
    }

    /** How far its clocks have come, and whether it is the customer's turn. */
    void keep(Courses.Kept kept) {
        course = kept.course();
        waiting = kept.waiting();
        waitingUntil = kept.waitingUntil();
        due = kept.due();
    }

    /** As it is stored. */
    void restore(String stored, boolean waits, Instant until, Instant next) {
        keep(new Courses.Kept(stored, waits, until, next));
    }

    String course() {
        return course;
    }

    /** Whether this is more urgent than it is. */
    boolean isLessThan(String urgent) {
        return Circumstances.PRIORITIES.indexOf(priority) < Circumstances.PRIORITIES.indexOf(urgent);
    }

    /** An operator holds it to be solved; false when it already was. */
    boolean resolve(Instant at) {
        boolean was = isOpen();
        status = was ? RESOLVED : status;
        resolvedAt = was ? at : resolvedAt;
        return was;
    }

    /** Whether it is worth asking the customer if it is solved: there is somebody, and we can. */
    boolean canBeAsked() {
        return status.equals(RESOLVED) && replyPath != null && !byMachine;
    }

    /** What the customer said next is about whether it is solved. */
    boolean isAsked() {
        return status.equals(RESOLVED) && askedAt != null;
    }

    /** It is solved for good; whoever says so knows that it was resolved. */
    void confirm(Instant at) {
        status = CONFIRMED;
        confirmedAt = at;
    }

    /** Whether what the customer said then opens it again: it is resolved, and was so for no longer than this. */
    boolean isReopenableAt(Instant at, Duration within) {
        return status.equals(RESOLVED) && !at.isBefore(openedAt) && at.isBefore(resolvedAt.plus(within));
    }

    /** The first moment, not before this one, at which it can be open again. */
    Instant reopenableFrom(Instant at) {
        return later(at, resolvedAt.plus(1, ChronoUnit.MICROS));
    }

    /** It was not solved after all; false when it was open anyway. */
    boolean reopen() {
        boolean was = !isOpen();
        status = OPEN;
        resolvedAt = null;
        askedAt = null;
        confirmedAt = null;
        return was;
    }

    /** Nothing that was said to be an answer to it is one. */
    void unanswered() {
        firstAnsweredAt = null;
        lastAnsweredAt = null;
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }
}
