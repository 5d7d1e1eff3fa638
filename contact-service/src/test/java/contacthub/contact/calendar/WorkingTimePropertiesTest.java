package contacthub.contact.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What holds for working time in any calendar, tried around the clock changes of many zones. */
@PropertyDefaults(tries = 150, edgeCases = EdgeCasesMode.NONE)
class WorkingTimePropertiesTest {

    private static final List<String> WEEKDAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Instant EPOCH = Instant.parse("2017-01-01T00:00:00Z");
    private static final long TWO_YEARS = 2 * 365 * 24 * 60L;
    private static final int QUARTER_HOURS = 4;
    private static final int QUARTERS_OF_DAY = 24 * QUARTER_HOURS;

    @Property
    void addedTimeIsMeasuredBack(@ForAll("calendars") WorkingCalendar calendar, @ForAll("moments") Instant start,
            @ForAll @LongRange(max = 500_000) long seconds) {
        Duration working = Duration.ofSeconds(seconds);

        assertThat(calendar.between(start, calendar.add(start, working))).isEqualTo(working);
        assertThat(calendar.between(calendar.subtract(start, working), start)).isEqualTo(working);
    }

    @Property
    void measuredTimeLeadsThereAndBack(@ForAll("calendars") WorkingCalendar calendar, @ForAll("moments") Instant start,
            @ForAll @LongRange(max = 30 * 24 * 60) long minutes) {
        Instant end = start.plus(Duration.ofMinutes(minutes));
        Duration working = calendar.between(start, end);

        if (isInside(calendar, end)) {
            assertThat(calendar.add(start, working)).isEqualTo(end);
        }
        if (isInside(calendar, start)) {
            assertThat(calendar.subtract(end, working)).isEqualTo(start);
        }
    }

    /** Also where intervals begin and end in the night, at the very time the clocks change. */
    @Property
    void measuredTimeLeadsBackAtAnyHour(@ForAll("nights") WorkingCalendar calendar, @ForAll("moments") Instant start,
            @ForAll @LongRange(max = 14 * 24 * 60) long minutes) {
        Instant end = start.plus(Duration.ofMinutes(minutes));
        Duration working = calendar.between(start, end);

        if (isInside(calendar, end)) {
            assertThat(calendar.add(start, working)).isEqualTo(end);
        }
        assertThat(calendar.between(start, calendar.add(start, working))).isEqualTo(working);
    }

    @Property
    void partsAddUp(@ForAll("calendars") WorkingCalendar calendar, @ForAll("moments") Instant one,
            @ForAll("moments") Instant other, @ForAll("moments") Instant third) {
        assertThat(calendar.between(one, other).plus(calendar.between(other, third)))
                .isEqualTo(calendar.between(one, third));
    }

    @Property
    void nextOpeningIsTheFirst(@ForAll("calendars") WorkingCalendar calendar, @ForAll("moments") Instant at) {
        Instant next = calendar.nextOpen(at);

        assertThat(calendar.isOpen(next)).isTrue();
        assertThat(calendar.between(at, next)).isZero();
        assertThat(next.equals(at)).isEqualTo(calendar.isOpen(at));
    }

    /** The slow way, by looking at the wall clock every quarter of an hour, gives the same answer. */
    @Property
    void agreesWithTheWallClock(@ForAll("weeks") CalendarForm form, @ForAll("moments") Instant start) {
        WorkingCalendar calendar = WorkingCalendar.of(form);
        int quarters = 3 * 24 * QUARTER_HOURS;
        long open = LongStream.range(0, quarters).mapToObj(i -> start.plus(Duration.ofMinutes(15 * i)))
                .filter(at -> wallClockSaysOpen(form, at)).count();

        assertThat(calendar.between(start, start.plus(Duration.ofDays(3)))).isEqualTo(Duration.ofMinutes(15 * open));
        assertThat(calendar.isOpen(start)).isEqualTo(wallClockSaysOpen(form, start));
    }

    @Property
    void jsonKeepsTheCalendar(@ForAll("calendars") WorkingCalendar calendar) {
        assertThat(WorkingCalendar.of(calendar.form())).isEqualTo(calendar);
    }

    /** At an edge, the same working time belongs to the closing and to the next opening. */
    private static boolean isInside(WorkingCalendar calendar, Instant at) {
        return calendar.isOpen(at) && calendar.isOpen(at.minusNanos(1));
    }

    private static boolean wallClockSaysOpen(CalendarForm form, Instant at) {
        ZonedDateTime wall = at.atZone(ZoneId.of(form.zone()));
        return intervals(form, wall.toLocalDate()).stream().anyMatch(ends -> began(ends, wall) && !ended(ends, wall))
                || intervals(form, wall.toLocalDate().minusDays(1)).stream().anyMatch(
                        ends -> isPastMidnight(ends) && wall.toLocalTime().isBefore(LocalTime.parse(ends.get(1))));
    }

    private static List<List<String>> intervals(CalendarForm form, LocalDate date) {
        return form.week().getOrDefault(WEEKDAYS.get(date.getDayOfWeek().ordinal()), List.of());
    }

    private static boolean began(List<String> ends, ZonedDateTime wall) {
        return !wall.toLocalTime().isBefore(LocalTime.parse(ends.get(0)));
    }

    private static boolean ended(List<String> ends, ZonedDateTime wall) {
        return !isPastMidnight(ends) && !wall.toLocalTime().isBefore(LocalTime.parse(ends.get(1)));
    }

    private static boolean isPastMidnight(List<String> ends) {
        return ends.get(1).compareTo(ends.get(0)) <= 0;
    }

    /** Whole quarters of an hour; half of them within three days of a clock change. */
    @Provide
    Arbitrary<Instant> moments() {
        Arbitrary<Long> any = Arbitraries.longs().between(0, TWO_YEARS / 15);
        Arbitrary<Long> nearChange = Combinators.combine(zones(), Arbitraries.longs().between(0, TWO_YEARS / 15),
                Arbitraries.longs().between(-3 * 96, 3 * 96)).as((zone, quarter, offset) -> {
                    Instant change = zone.getRules().nextTransition(moment(quarter)).getInstant();
                    return Math.floorDiv(Duration.between(EPOCH, change).toMinutes(), 15) + offset;
                });
        return Arbitraries.oneOf(any, nearChange).map(WorkingTimePropertiesTest::moment);
    }

    private static Instant moment(long quarter) {
        return EPOCH.plus(Duration.ofMinutes(15 * quarter));
    }

    /** Their clocks change at two, at midnight, a minute after it, and by half an hour. */
    private static Arbitrary<ZoneId> zones() {
        return Arbitraries.of("Europe/Berlin", "America/New_York", "America/Sao_Paulo", "America/Havana",
                "Asia/Tehran", "Australia/Lord_Howe", "Pacific/Chatham").map(ZoneId::of);
    }

    /** No interval begins or ends between 22:45 and 04:00, where wall times may be missing or come twice. */
    @Provide
    Arbitrary<CalendarForm> weeks() {
        Arbitrary<List<List<List<String>>>> week = day().list().ofSize(WEEKDAYS.size())
                .filter(days -> days.stream().anyMatch(day -> !day.isEmpty()));
        return Combinators.combine(zones(), week).as((zone, days) -> {
            Map<String, List<List<String>>> named = new LinkedHashMap<>();
            IntStream.range(0, days.size()).forEach(i -> named.put(WEEKDAYS.get(i), days.get(i)));
            return new CalendarForm(zone.getId(), named, null, null, null);
        });
    }

    @Provide
    Arbitrary<WorkingCalendar> calendars() {
        Arbitrary<List<String>> holidays = Arbitraries.of(dates()).list().uniqueElements().ofMaxSize(20);
        Arbitrary<Map<String, List<List<String>>>> special = Arbitraries.maps(Arbitraries.of(dates()), day())
                .ofMaxSize(20);
        return Combinators.combine(weeks(), holidays, special, special).as((week, off, days, breaks) -> WorkingCalendar
                .of(new CalendarForm(week.zone(), week.week(), off, days, breaks)));
    }

    /** Shifts at any hour, many past midnight, with the days of a country and of a feed. */
    @Provide
    Arbitrary<WorkingCalendar> nights() {
        Arbitrary<List<Integer>> edges = Arbitraries.integers().between(0, 7 * QUARTERS_OF_DAY - 1).list()
                .uniqueElements().ofMinSize(2).ofMaxSize(30);
        Arbitrary<List<String>> closed = Arbitraries.of(dates()).list().uniqueElements().ofMaxSize(10);
        Arbitrary<List<OfficialDay>> official = Combinators
                .combine(Arbitraries.of(dates()), Arbitraries.of(OfficialDay.Kind.values()), Arbitraries.of(dates()))
                .as((date, kind, from) -> new OfficialDay(LocalDate.parse(date), kind, null, LocalDate.parse(from)))
                .list().uniqueElements(OfficialDay::date).ofMaxSize(40);
        return Combinators.combine(zones(), edges, closed, official)
                .as((zone, times, off, days) -> WorkingCalendar.of(
                        new CalendarForm(zone.getId(), shifts(times), null, null, null, "XX", null),
                        country -> official(days),
                        off.stream().map(LocalDate::parse).collect(Collectors.toCollection(TreeSet::new))));
    }

    private static OfficialDays official(List<OfficialDay> days) {
        return new OfficialDays("XX", days.stream().collect(Collectors.toMap(OfficialDay::date, day -> day)),
                year -> Map.of());
    }

    /** Every second stretch between quarters of an hour of the week, none longer than a day. */
    private static Map<String, List<List<String>>> shifts(List<Integer> unsorted) {
        List<Integer> edges = unsorted.stream().sorted().toList();
        Map<String, List<List<String>>> week = new LinkedHashMap<>();
        for (int i = 0; i + 1 < edges.size(); i += 2) {
            int from = edges.get(i);
            int to = Math.min(edges.get(i + 1), from + QUARTERS_OF_DAY);
            week.computeIfAbsent(WEEKDAYS.get(from / QUARTERS_OF_DAY), day -> new ArrayList<>())
                    .add(List.of(time(from % QUARTERS_OF_DAY), time(to % QUARTERS_OF_DAY)));
        }
        return week;
    }

    private static List<String> dates() {
        LocalDate first = LocalDate.ofInstant(EPOCH, ZoneId.of("UTC"));
        return first.datesUntil(first.plusYears(2)).map(LocalDate::toString).toList();
    }

    /** Up to three intervals between edges in order; the last one may run until four in the morning. */
    private static Arbitrary<List<List<String>>> day() {
        Arbitrary<List<Integer>> edges = Arbitraries.integers().between(4 * QUARTER_HOURS, 22 * QUARTER_HOURS + 3)
                .list().uniqueElements().ofMaxSize(6);
        return edges.map(unsorted -> {
            List<String> times = unsorted.stream().sorted().map(WorkingTimePropertiesTest::time)
                    .collect(Collectors.toCollection(ArrayList::new));
            if (times.size() % 2 == 1) {
                times.add("04:00");
            }
            return IntStream.range(0, times.size() / 2).mapToObj(i -> times.subList(2 * i, 2 * i + 2))
                    .map(List::copyOf).toList();
        });
    }

    private static String time(int quarter) {
        return LocalTime.MIN.plusMinutes(15L * quarter).toString();
    }
}
