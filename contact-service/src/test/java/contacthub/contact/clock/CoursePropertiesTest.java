package contacthub.contact.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contact.clock.Course.Terms;
import contacthub.contact.clock.SlaClock.Key;
import contacthub.contact.policy.Circumstances;
import contacthub.contact.policy.ClockKind;
import contacthub.contact.policy.Ruling;
import contacthub.contact.policy.Target;
import contacthub.contracts.Json;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for the clocks of a conversation whatever happens in it (issue 4, "Must show" 2). */
@PropertyDefaults(tries = 150, edgeCases = EdgeCasesMode.NONE)
class CoursePropertiesTest {

    private static final WorkingCalendar OFFICE = WorkingCalendar.office(ZoneOffset.UTC);
    private static final WorkingCalendar ALWAYS = WorkingCalendar.always(ZoneOffset.UTC);
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final int FOUR_DAYS = 4 * 24 * 60;
    private static final Matter MATTER = new Matter(new UUID(1, 1), new UUID(1, 2), "email", "question", Map.of());

    private static Ruling rule(Circumstances of) {
        if ("none".equals(of.segment())) {
            return new Ruling("none", 1, Map.of(), "");
        }
        boolean vip = "vip".equals(of.segment());
        Map<ClockKind, Target> targets = new HashMap<>();
        Stream.of(ClockKind.values()).filter(ClockKind::isByPolicy).forEach(kind -> targets.put(kind,
                new Target(vip ? "vip" : "standard", 1, vip ? null : "office", vip ? 90 : 240, kind.waits())));
        return new Ruling(vip ? "vip" : "standard", 1, targets, "");
    }

    /** Ids that come out the same for the same clock, so that two courses can be compared. */
    private static UUID id(Key key) {
        return new UUID(-1 - key.kind().ordinal(), key.number());
    }

    private static Course course(Standing from) {
        return new Course(MATTER, new Terms((revision, of) -> rule(of),
                name -> name == null ? ALWAYS : OFFICE, CoursePropertiesTest::id), from);
    }

    private static Course fold(List<Happening> happenings) {
        var course = course(Standing.fresh(1));
        happenings.stream().sorted(Happening.ORDER).forEach(course::take);
        return course;
    }

    private static Map<UUID, SlaClock> clocks(Course course) {
        return course.changed().stream().collect(Collectors.toMap(SlaClock::id, clock -> clock));
    }

    @Provide
    Arbitrary<List<Happening>> histories() {
        Arbitrary<Integer> minutes = Arbitraries.integers().between(0, FOUR_DAYS);
        Arbitrary<Integer> kinds = Arbitraries.integers().between(0, 11);
        Arbitrary<List<Happening>> rest = Combinators.combine(minutes, kinds, Arbitraries.integers().between(1, 1_000))
                .as(CoursePropertiesTest::happening).list().ofMaxSize(25);
        return rest.map(list -> {
            List<Happening> history = new ArrayList<>(list);
            history.add(Happening.contact(new UUID(0, 0), START));
            history.add(Happening.attended(new UUID(0, 1), START.plus(Duration.ofMinutes(2 * FOUR_DAYS))));
            return history;
        });
    }

    private static Happening happening(int minute, int kind, int salt) {
        UUID id = new UUID(minute * 100L + kind, salt);
        Instant at = START.plus(Duration.ofMinutes(minute));
        Instant later = at.plus(Duration.ofMinutes(salt));
        return switch (kind) {
            case 0, 1 -> Happening.contact(id, at);
            case 2 -> Happening.answer(id, at, false);
            case 3 -> Happening.answer(id, at, true);
            case 4 -> Happening.waiting(id, at, salt % 2 == 0 ? null : later);
            case 5 -> Happening.attended(id, at);
            case 6 -> Happening.segment(id, at, "vip");
            case 7 -> Happening.segment(id, at, salt % 2 == 0 ? "none" : null);
            case 8 -> Happening.resolved(id, at);
            case 9 -> Happening.reopened(id, at);
            case 10 -> Happening.acknowledged(id, at, later, "the queue");
            default -> Happening.promised(id, at, later, "said so");
        };
    }

    @Property
    void stateIsTheFoldOfTheLog(@ForAll("histories") List<Happening> history) {
        Course course = fold(history);

        Map<UUID, List<Line>> log = course.lines().stream().collect(Collectors.groupingBy(Line::clock));
        assertThat(course.changed()).allSatisfy(clock -> assertThat(Told.by(log.get(clock.id()))).isEqualTo(
                new Told(clock.state(), clock.started(), clock.due(), clock.stopped())));
    }

    @Property
    void goingOnFromAKeptStandingComesToTheSame(@ForAll("histories") List<Happening> history,
            @ForAll @IntRange(max = 25) int cut) throws Exception {
        List<Happening> sorted = history.stream().sorted(Happening.ORDER).toList();
        int at = Math.min(cut, sorted.size());
        Course first = fold(sorted.subList(0, at));
        Course second = course(Json.MAPPER.readValue(Json.text(first.standing()), Standing.class));
        sorted.subList(at, sorted.size()).forEach(second::take);

        Map<UUID, SlaClock> together = clocks(first);
        together.putAll(clocks(second));
        assertThat(together).isEqualTo(clocks(fold(history)));
        assertThat(second.standing()).isEqualTo(fold(history).standing());
    }

    /** What the log said is led by corrections to what turns out, whatever arrives late; the end of time is known. */
    @Property
    void correctionsLeadTheLogToWhatTurnsOut(@ForAll("histories") List<Happening> history,
            @ForAll @IntRange(max = 24) int missing) {
        List<Happening> known = new ArrayList<>(history);
        known.remove(Math.min(missing, history.size() - 2));
        Course before = fold(known);
        Map<UUID, List<Line>> log = new TreeMap<>(before.lines().stream().collect(Collectors.groupingBy(Line::clock)));
        Map<UUID, SlaClock> was = clocks(before);

        Course after = fold(history);
        assertThat(after.changed()).allSatisfy(clock -> {
            List<Line> lines = new ArrayList<>(log.getOrDefault(clock.id(), List.of()));
            lines.addAll(Correction.between(was.get(clock.id()), clock));
            assertThat(Told.by(lines)).isEqualTo(
                    new Told(clock.state(), clock.started(), clock.due(), clock.stopped()));
        });
    }

    @Property
    void splittingAPauseChangesNothing(@ForAll @IntRange(max = FOUR_DAYS) int one,
            @ForAll @IntRange(max = FOUR_DAYS) int two, @ForAll @IntRange(max = FOUR_DAYS) int three) {
        Assume.that(one != two && two != three && one != three);
        List<Integer> cuts = Stream.of(one, two, three).sorted().toList();
        Happening begin = Happening.contact(new UUID(0, 0), START);
        List<Happening> whole = List.of(begin, waiting(cuts.get(0)), attended(cuts.get(2)));
        List<Happening> split = List.of(begin, waiting(cuts.get(0)), attended(cuts.get(1)), waiting(cuts.get(1)),
                attended(cuts.get(2)));

        assertThat(resolution(split)).isEqualTo(resolution(whole));
    }

    private static Happening waiting(int minute) {
        return Happening.waiting(new UUID(1, minute), START.plus(Duration.ofMinutes(minute)), null);
    }

    private static Happening attended(int minute) {
        return Happening.attended(new UUID(2, minute), START.plus(Duration.ofMinutes(minute)));
    }

    private static Told resolution(List<Happening> history) {
        SlaClock clock = clocks(fold(history)).get(id(new Key(ClockKind.RESOLUTION, 0)));
        return new Told(clock.state(), clock.started(), clock.due(), clock.stopped());
    }

    /** At one moment it does not matter in which order waiting begins, ends and the segment changes come in. */
    @Property
    void orderOfArrivalChangesNothing(@ForAll("histories") List<Happening> history, @ForAll long seed) {
        List<Happening> shuffled = IntStream.range(0, history.size()).boxed()
                .sorted(Comparator.comparing(i -> (i * 2_654_435_761L ^ seed) % 1_009)).map(history::get).toList();

        assertThat(clocks(fold(shuffled))).isEqualTo(clocks(fold(history)));
    }

    @Property
    void aPauseAndASegmentChangeAtOneMomentCommute(@ForAll @IntRange(min = 1, max = 239) int minute,
            @ForAll @IntRange(min = 1, max = FOUR_DAYS) int length) {
        Happening begin = Happening.contact(new UUID(0, 0), START);
        Instant at = START.plus(Duration.ofMinutes(minute));
        Happening end = attended(minute + length);
        Happening pause = Happening.waiting(new UUID(3, 1), at, null);
        Happening change = Happening.segment(new UUID(3, 2), at, "vip");
        var one = course(Standing.fresh(1)).take(begin).take(pause).take(change).take(end);
        var other = course(Standing.fresh(1)).take(begin).take(change).take(pause).take(end);

        assertThat(one.changed()).extracting(SlaClock::id, SlaClock::state, SlaClock::due, SlaClock::used)
                .containsExactlyElementsOf(other.changed().stream().map(clock -> org.assertj.core.groups.Tuple
                        .tuple(clock.id(), clock.state(), clock.due(), clock.used())).toList());
    }
}
