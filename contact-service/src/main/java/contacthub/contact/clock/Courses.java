package contacthub.contact.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.clock.ClockOutcomes.News;
import contacthub.contact.clock.Course.Terms;
import contacthub.contact.clock.MeasuredSpans.Span;
import contacthub.contact.clock.SlaClock.Key;
import contacthub.contact.policy.SlaPolicies;
import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;

/**
 * Takes what happened in conversations and brings their clocks up to it, in sets: goes on from where they stood when it
 * is later than all that is known, and counts anew from the first happening when it is not. The conversations' rows are
 * locked by whoever calls.
 */
@ApplicationScoped
public class Courses {

    private final SlaPolicies policies;
    private final Happenings happenings;
    private final SlaClocks clocks;
    private final ClockLog log;
    private final MeasuredSpans spans;
    private final ClockOutcomes outcomes;
    private final Ids ids;

    Courses(SlaPolicies policies, Happenings happenings, SlaClocks clocks, ClockLog log, MeasuredSpans spans,
            ClockOutcomes outcomes, Ids ids) {
        this.policies = policies;
        this.happenings = happenings;
        this.clocks = clocks;
        this.log = log;
        this.spans = spans;
        this.outcomes = outcomes;
        this.ids = ids;
    }

    /**
     * What happened in a conversation.
     *
     * @param course as it was last kept; nothing for a new conversation, and for one from before there were any
     * @param isNew whether nothing is known of it yet
     * @param withdrawn what was said to have happened in it and did not: answers that belong to another conversation
     * @param cause the id of the event that led to it, where one did
     */
    public record Taken(Matter matter, String course, boolean isNew, List<Happening> happenings, Set<UUID> withdrawn,
            String cause) {

        /** One in which something known did not happen. */
        public Taken without(Set<UUID> these) {
            return these.isEmpty() ? this : new Taken(matter, course, isNew, happenings, these, cause);
        }
    }

    /** How far a conversation's clocks have come, to be kept with it, its worst deadline, and whether it waits for the customer. */
    public record Kept(String course, boolean waiting, Instant waitingUntil, Instant due) {}

    /** The new courses, by conversation. */
    public Map<UUID, Kept> take(Connection connection, Collection<Taken> all) throws SQLException {
        var batch = new Batch();
        List<Taken> late = new ArrayList<>();
        for (Taken taken : all) {
            if (!batch.goOn(taken)) {
                late.add(taken);
            }
        }
        batch.startAnew(connection, late);
        batch.write(connection);
        happenings.withdraw(connection, all);
        happenings.add(connection, all.stream().flatMap(taken -> taken.happenings.stream()
                .map(happening -> new Happenings.In(taken.matter.conversation(), happening))).toList());
        return batch.kept;
    }

    private static Standing read(String course) {
        try {
            return Json.MAPPER.readValue(course, Standing.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Terms terms(Map<Key, UUID> known) {
        return new Terms(policies, policies::calendar, key -> known.containsKey(key) ? known.get(key) : ids.next());
    }

    /** A clock that changed, as it is now, and what is to be written about it. */
    private record Change(SlaClock now, List<Line> lines, Standing standing, Taken by) {}

    private final class Batch {

        final Map<UUID, Kept> kept = new LinkedHashMap<>();
        private final Set<UUID> toLock = new HashSet<>();
        private final Map<UUID, SlaClock> stored = new HashMap<>();
        private final List<Change> changes = new ArrayList<>();
        /** Clocks as they were before they were counted anew, and what is measured of all that ended. */
        private final Map<UUID, SlaClock> countedBefore = new HashMap<>();
        private final List<Span> measured = new ArrayList<>();

        boolean goOn(Taken taken) {
            Standing from = taken.isNew
                    ? Standing.fresh(policies.revision())
                    : taken.course == null ? null : read(taken.course);
            List<Happening> next = taken.happenings.stream().sorted(Happening.ORDER).toList();
            if (from == null || !taken.withdrawn.isEmpty() || !next.isEmpty() && !from.isBefore(next.get(0))) {
                return false;
            }
            var course = new Course(taken.matter, terms(Map.of()), from);
            next.forEach(course::take);
            Map<UUID, List<Line>> lines = course.lines().stream().collect(Collectors.groupingBy(Line::clock));
            Standing now = course.standing();
            course.changed().forEach(clock -> changes
                    .add(new Change(clock, lines.getOrDefault(clock.id(), List.of()), now, taken)));
            Set<UUID> changed = course.changed().stream().map(SlaClock::id).collect(Collectors.toSet());
            from.open().stream().map(SlaClock::id).filter(changed::contains).forEach(toLock::add);
            keep(taken, course);
            return true;
        }

        private void keep(Taken taken, Course course) {
            Standing standing = course.standing();
            kept.put(taken.matter.conversation(),
                    new Kept(Json.text(standing), standing.waiting(), standing.waitingUntil(), standing.due()));
        }

        void startAnew(Connection connection, List<Taken> late) throws SQLException {
            List<UUID> which = late.stream().map(taken -> taken.matter.conversation()).toList();
            Map<UUID, List<Happening>> histories = happenings.of(connection, which);
            Map<UUID, List<SlaClock>> known = clocks.lockedOf(connection, which).stream()
                    .collect(Collectors.groupingBy(SlaClock::conversation));
            late.forEach(taken -> startAnew(taken,
                    histories.getOrDefault(taken.matter.conversation(), List.of()),
                    known.getOrDefault(taken.matter.conversation(), List.of())));
        }

        private void startAnew(Taken taken, List<Happening> history, List<SlaClock> known) {
            Map<Key, UUID> named = new HashMap<>();
            known.stream().filter(clock -> clock.kind().isByPolicy()).forEach(c -> named.put(c.key(), c.id()));
            long base = taken.course == null ? policies.revision() : read(taken.course).base();
            var course = new Course(taken.matter, terms(named), Standing.fresh(base));
            Stream.concat(history.stream().filter(one -> !taken.withdrawn.contains(one.id())),
                    taken.happenings.stream()).distinct().sorted(Happening.ORDER)
                    .forEach(course::take);
            known.forEach(clock -> countedBefore.put(clock.id(), clock));
            Map<UUID, SlaClock> before = known.stream().collect(Collectors.toMap(SlaClock::id, clock -> clock));
            for (SlaClock clock : course.changed()) {
                SlaClock was = before.remove(clock.id());
                SlaClock now = notTakenBack(was, clock);
                if (now.isOwed() || !now.equals(was)) {
                    changes.add(new Change(now, Correction.between(was, now), course.standing(), taken));
                } else {
                    measured.add(new Span(was, now, taken.matter));
                }
            }
            before.values().stream().filter(SlaClock::isOwed).forEach(clock -> drop(clock, course, taken));
            keep(taken, course);
        }

        /** What would not have begun by what is known now. */
        private void drop(SlaClock clock, Course course, Taken taken) {
            SlaClock dropped = clock.cancelled(clock.started(), policies.calendar(clock.target().calendar()));
            changes.add(new Change(dropped, Correction.between(clock, dropped), course.standing(), taken));
        }

        void write(Connection connection) throws SQLException {
            clocks.locked(connection, toLock).forEach(clock -> stored.put(clock.id(), clock));
            List<SlaClocks.Row> rows = new ArrayList<>();
            List<News> news = new ArrayList<>();
            for (Change change : changes) {
                SlaClock was = stored.get(change.now.id());
                SlaClock now = notTakenBack(was, change.now);
                rows.add(new SlaClocks.Row(now, next(now, change.standing)));
                measured.add(new Span(was == null ? countedBefore.get(now.id()) : was, now, change.by.matter));
                change.lines.stream().filter(line -> !isKnown(was, line))
                        .forEach(line -> news.add(new News(now, line, change.by.cause)));
            }
            clocks.write(connection, rows);
            spans.write(connection, measured);
            log.append(connection, news.stream().map(News::line).toList());
            outcomes.tell(connection, news);
        }
    }

    /** When time alone changes it: its deadline, or the end of our waiting for the customer. */
    private static Instant next(SlaClock clock, Standing standing) {
        if (clock.isPaused()) {
            return standing.waitingUntil();
        }
        return clock.isRunning() ? clock.due() : null;
    }

    /** A deadline that has fired is taken back by what happened before it, not by its being counted once more. */
    private static SlaClock notTakenBack(SlaClock was, SlaClock now) {
        boolean fired = was != null && was.isBreached() && now.isRunning() && !now.due().isAfter(was.due());
        return fired ? now.breached() : now;
    }

    /** Time has said it already, by {@link Deadlines}. */
    private static boolean isKnown(SlaClock was, Line line) {
        if (was == null) {
            return false;
        }
        return line.act() == Act.BREACH && was.isBreached()
                || line.act() == Act.RESUME && was.isRunning() && was.due().equals(line.dueAfter());
    }
}
