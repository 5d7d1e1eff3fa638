package contacthub.contact.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contact.clock.SlaClock.Key;
import contacthub.contact.policy.Circumstances;
import contacthub.contact.policy.ClockKind;
import contacthub.contact.policy.Rules;
import contacthub.contact.policy.Ruling;
import contacthub.contact.policy.Target;

/**
 * The clocks of one conversation as a function of what happened in it, in the order of time (spec 40, the table). It
 * knows no other time than that of the happenings, so whoever folds the same happenings gets the same clocks.
 */
final class Course {

    private final Matter matter;
    private final Terms terms;
    private final Map<Key, SlaClock> clocks = new LinkedHashMap<>();
    private final Map<Key, SlaClock> changed = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private Happening last;
    private Instant opened;
    private Instant unanswered;
    private int stretches;
    private Instant answered;
    private int answers;
    private boolean resolved;
    private boolean waiting;
    private Instant waitingUntil;
    private String segment;
    private String priority;
    private final long base;
    private long revision;

    /** What time is counted by, and where the ids of new clocks come from. */
    record Terms(Rules rules, Function<String, WorkingCalendar> calendars, Function<Key, UUID> ids) {

        WorkingCalendar calendar(Target target) {
            return calendars.apply(target.calendar());
        }
    }

    Course(Matter matter, Terms terms, Standing from) {
        this.matter = matter;
        this.terms = terms;
        last = from.last();
        opened = from.opened();
        unanswered = from.unanswered();
        stretches = from.stretches();
        answered = from.answered();
        answers = from.answers();
        resolved = from.resolved();
        waiting = from.waiting();
        waitingUntil = from.waitingUntil();
        segment = from.segment();
        priority = from.priority();
        base = from.base();
        revision = from.revision();
        from.open().forEach(clock -> clocks.put(clock.key(), clock));
    }

    /** How it stands now. */
    Standing standing() {
        return new Standing(last, opened, unanswered, stretches, answered, answers, resolved, waiting, waitingUntil,
                segment, priority, base, revision, List.copyOf(clocks.values()));
    }

    /** What became of clocks, in order. */
    List<Line> lines() {
        return lines;
    }

    /** The clocks that are not what they were, as they are now. */
    List<SlaClock> changed() {
        return List.copyOf(changed.values());
    }

    /** Goes on with what happened next; never with anything earlier than what it took before. */
    Course take(Happening happening) {
        Instant at = happening.at();
        pass(at);
        switch (happening.kind()) {
            case CONTACT -> contact(at);
            case ANSWER -> answer(happening);
            case WAITING -> await(at, happening.until());
            case ATTENDED -> attend(at, "It is our turn again.");
            case SEGMENT -> segment(at, happening.value());
            case PRIORITY -> priority(at, happening.value());
            case POLICIES -> policies(at, Long.parseLong(happening.value()));
            case RESOLVED -> resolve(happening);
            case REOPENED -> reopen(at);
            case PROMISED -> promise(happening);
            case STEP -> owe(happening, ClockKind.STEP);
            case STEP_DONE ->
                find(ClockKind.STEP, happening.value())
                        .ifPresent(step -> stop(step, happening, "The step is done."));
        }
        last = happening;
        forgetSettled();
        return this;
    }

    private void pass(Instant at) {
        if (waiting && waitingUntil != null && !waitingUntil.isAfter(at)) {
            breach(waitingUntil);
            attend(waitingUntil, "We waited for the customer until then.");
        }
        breach(at);
    }

    private void breach(Instant at) {
        for (SlaClock clock : List.copyOf(clocks.values())) {
            if (clock.isRunning() && clock.due().isBefore(at)) {
                put(Act.BREACH, clock.due(), clock, clock.breached(), "The deadline passed.");
            }
        }
    }

    private void contact(Instant at) {
        opened = opened == null ? at : opened;
        if (unanswered == null) {
            unanswered = at;
            stretches++;
        }
        attend(at, "The customer wrote.");
        govern(at, "");
    }

    private void answer(Happening given) {
        Instant at = given.at();
        boolean waits = Happening.WAITING.equals(given.value());
        for (SlaClock clock : List.copyOf(clocks.values())) {
            if (clock.isOwed() && isAnswered(clock.kind())) {
                stop(clock, given, "A person answered.");
            }
        }
        answered = at;
        answers++;
        unanswered = null;
        if (!waits) {
            attend(at, "A person answered without waiting for the customer.");
        }
        govern(at, "");
        if (waits) {
            await(at, null);
        }
    }

    private static boolean isAnswered(ClockKind kind) {
        return kind != ClockKind.RESOLUTION && kind != ClockKind.STEP;
    }

    private void await(Instant at, Instant until) {
        if (resolved) {
            return;
        }
        waiting = true;
        waitingUntil = until;
        hold(at);
    }

    /** A clock that is held already may be so until another moment. */
    private void hold(Instant at) {
        for (SlaClock clock : List.copyOf(clocks.values())) {
            if (clock.isOwed() && clock.target().waits() && clock.since() != null) {
                put(Act.PAUSE, at, clock, clock.paused(at, terms.calendar(clock.target())),
                        "We wait for the customer.");
            } else if (clock.isPaused()) {
                changed.put(clock.key(), clock);
            }
        }
    }

    private void attend(Instant at, String because) {
        if (!waiting) {
            return;
        }
        waiting = false;
        waitingUntil = null;
        for (SlaClock clock : List.copyOf(clocks.values())) {
            if (clock.isOwed() && clock.since() == null) {
                put(Act.RESUME, at, clock, clock.resumed(at, terms.calendar(clock.target())), because);
            }
        }
    }

    private void segment(Instant at, String to) {
        String circumstance = to == null ? ", the customer being of no segment any more" : " for segment " + to;
        boolean same = Objects.equals(segment, to);
        segment = to;
        if (!same) {
            govern(at, circumstance);
        }
    }

    private void priority(Instant at, String to) {
        priority = to;
        govern(at, " for priority " + to);
    }

    private void policies(Instant at, long to) {
        revision = Math.max(revision, to);
        govern(at, " as edited");
    }

    private void resolve(Happening by) {
        Instant at = by.at();
        resolved = true;
        waiting = false;
        waitingUntil = null;
        for (SlaClock clock : List.copyOf(clocks.values())) {
            if (clock.isOwed() && clock.kind() == ClockKind.RESOLUTION) {
                stop(clock, by, "The matter was resolved.");
            } else if (clock.isOwed()) {
                put(Act.CANCEL, at, clock, clock.cancelled(at, terms.calendar(clock.target())),
                        "The matter was resolved.");
            }
        }
    }

    private void reopen(Instant at) {
        resolved = false;
        for (SlaClock clock : List.copyOf(clocks.values())) {
            if (clock.since() == null && wanted().containsKey(clock.key())) {
                put(Act.RESUME, at, clock, clock.resumed(at, terms.calendar(clock.target())),
                        "The matter was reopened; the time spent resolved is not counted.");
            }
        }
        govern(at, "");
    }

    private void promise(Happening made) {
        for (SlaClock earlier : List.copyOf(clocks.values())) {
            if (earlier.isPromise() && earlier.isRunning()) {
                cancel(earlier, made.at(), "The customer was told another time.");
            }
        }
        SlaClock promise = owe(made, ClockKind.PROMISE);
        if (promise.isOwed() && made.value() != null && unanswered == null) {
            put(Act.CANCEL, made.at(), promise, promise.cancelled(made.at(), terms.calendar(promise.target())),
                    "A person had answered before it was made.");
        }
    }

    private SlaClock owe(Happening happening, ClockKind kind) {
        String name = happening.value() == null ? kind.text() : happening.value();
        Ruling ruling = terms.rules().choose(revision, circumstances());
        String calendar = ruling.target(ClockKind.FIRST_REPLY).map(Target::calendar).orElse(null);
        Duration working = terms.calendars().apply(calendar).between(happening.at(), happening.until());
        var target = new Target(name, 0, calendar, working.toMinutes(), false);
        var begun = SlaClock.begun(happening.id(), matter.conversation(), matter.address(),
                new Key(kind, 0, happening.id()), happening.at());
        SlaClock owed = begun.dueAt(happening.until(), target, segment, happening.because());
        put(Act.START, happening.at(), null, owed, happening.because());
        return resolved ? ended(owed, happening.at()) : owed;
    }

    /** Nothing is owed any more in a matter that was resolved before. */
    private SlaClock ended(SlaClock owed, Instant at) {
        SlaClock cancelled = owed.cancelled(at, terms.calendar(owed.target()));
        put(Act.CANCEL, at, owed, cancelled, "The matter had been resolved before.");
        return cancelled;
    }

    private Optional<SlaClock> find(ClockKind kind, String id) {
        return clocks.values().stream().filter(clock -> clock.kind() == kind && clock.id().toString().equals(id))
                .filter(SlaClock::isOwed).findFirst();
    }

    /** Starts what is wanted and not there, ends what is not asked for any more, and re-targets the rest. */
    private void govern(Instant at, String circumstance) {
        if (resolved || opened == null) {
            return;
        }
        Ruling ruling = terms.rules().choose(revision, circumstances());
        wanted().forEach((key, from) -> {
            Optional<Target> target = ruling.target(key.kind());
            SlaClock clock = clocks.get(key);
            if (clock == null) {
                target.ifPresent(to -> start(key, from, at, to, circumstance));
            } else if (target.isEmpty()) {
                cancel(clock, at, "Policy " + ruling.policy() + circumstance + " asks for none.");
            } else {
                aim(woken(clock, at), at, target.get(), circumstance);
            }
        });
    }

    private SlaClock woken(SlaClock clock, Instant at) {
        if (clock.isCancelled()) {
            put(Act.RESUME, at, clock, clock.resumed(at, terms.calendar(clock.target())),
                    "Its policy asks for it again.");
        }
        return clocks.get(clock.key());
    }

    private void cancel(SlaClock clock, Instant at, String because) {
        if (clock.isOwed()) {
            put(Act.CANCEL, at, clock, clock.cancelled(at, terms.calendar(clock.target())), because);
        }
    }

    private void start(Key key, Instant from, Instant at, Target target, String circumstance) {
        WorkingCalendar calendar = terms.calendar(target);
        String given = circumstance.isEmpty() && segment != null ? " for segment " + segment : circumstance;
        String because = "Policy " + target.policy() + given + ": " + target.words() + " from " + from + ".";
        SlaClock clock = SlaClock.begun(terms.ids().apply(key), matter.conversation(), matter.address(), key, from)
                .aimed(at, calendar, calendar, target, segment, because);
        put(Act.START, from, null, clock, because);
        if (waiting && target.waits()) {
            put(Act.PAUSE, at, clock, clock.paused(at, calendar), "We wait for the customer.");
        }
    }

    private void aim(SlaClock clock, Instant at, Target to, String circumstance) {
        if (clock.hasTarget(to) || clock.isBreached() || !clock.isOwed()) {
            return;
        }
        WorkingCalendar counted = terms.calendar(clock.target());
        SlaClock aimed = clock.aimed(at, counted, terms.calendar(to), to, segment, clock.because());
        String because = "Policy " + to.policy() + circumstance + ": " + to.words() + " instead of "
                + clock.target().words() + "; " + aimed.used().toMinutes() + " were used by " + at + ".";
        put(Act.RETARGET, at, clock, aimed.dueAt(aimed.due(), to, segment, because), because);
    }

    /** The clocks that would run by what happened so far if every one had a target, and from when. */
    private Map<Key, Instant> wanted() {
        Map<Key, Instant> wanted = new LinkedHashMap<>();
        if (opened != null && answers == 0) {
            wanted.put(new Key(ClockKind.FIRST_REPLY, 0), opened);
        }
        if (unanswered != null) {
            wanted.put(new Key(ClockKind.NEXT_REPLY, stretches), unanswered);
        }
        if (answers > 0) {
            wanted.put(new Key(ClockKind.UPDATE, answers), answered);
        }
        if (opened != null) {
            wanted.put(new Key(ClockKind.RESOLUTION, 0), opened);
        }
        return wanted;
    }

    private Circumstances circumstances() {
        return new Circumstances(segment, matter.channel(), matter.kind(), priority, matter.customer());
    }

    private void stop(SlaClock clock, Happening by, String because) {
        put(Act.MEET, by.at(), clock, clock.stopped(by.at(), terms.calendar(clock.target()), by.operator()), because);
    }

    /** A clock that only counts on behind its deadline is nothing to write about. */
    private void put(Act act, Instant at, SlaClock before, SlaClock after, String because) {
        clocks.put(after.key(), after);
        changed.put(after.key(), after);
        boolean again = before != null && before.stopped() != null;
        boolean silent = after.isBreached() && act != Act.MEET && act != Act.BREACH && !again;
        if (!silent) {
            lines.add(Line.of(act, at, before, after, because));
        }
    }

    /** Keeps only what something can still become of: what is owed, and what a reopening would wake. */
    private void forgetSettled() {
        Map<Key, Instant> wanted = wanted();
        clocks.values().removeIf(clock -> !clock.isOwed() && !wanted.containsKey(clock.key())
                || resolved && !wanted.containsKey(clock.key()));
    }
}
