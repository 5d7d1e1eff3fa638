package contacthub.contact.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * When work is done, and the arithmetic of working time over it, exact over clock changes (spec 40, "Calendars").
 * Intervals are half-open; time that runs out at closing ends at closing; zero time is the next open moment
 * (data/sla-vectors).
 */
public final class WorkingCalendar {

    /** How far is looked, so that a calendar that closes for good cannot keep a thread busy. */
    private static final int HORIZON_YEARS = 50;
    private static final Duration HORIZON = ChronoUnit.YEARS.getDuration().multipliedBy(HORIZON_YEARS);

    private static final Duration A_YEAR = Duration.ofDays(365);
    /** An hour a week, so that within the horizon more than a working year of open time can always be found. */
    private static final Duration LEAST_OPEN = Duration.ofHours(52);

    private final OpenDays days;
    private final boolean alwaysOpen;

    private WorkingCalendar(OpenDays days) {
        this.days = days;
        this.alwaysOpen = days.isAlwaysOpen();
    }

    /** The calendar a form describes; throws {@link Invalid} naming the first field that is wrong. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static WorkingCalendar of(CalendarForm form) {
        return of(form, OfficialDays::refused, Collections.emptySortedSet());
    }

    /** The same, with the days of the country it names, and closed on further days that it does not name itself. */
    static WorkingCalendar of(CalendarForm form, Function<String, OfficialDays> countries,
            SortedSet<LocalDate> closed) {
        return new WorkingCalendar(form.read(countries, closed));
    }

    /** Calendar time: open at every moment, holidays too (spec 40, targets "in working or calendar time"). */
    public static WorkingCalendar always(ZoneId zone) {
        return weekly(zone, List.of(DayOfWeek.values()), List.of("00:00", "24:00"));
    }

    /** The calendar that ships: Monday to Friday, 09:00 to 18:00, no holidays. */
    public static WorkingCalendar office(ZoneId zone) {
        return weekly(zone, List.of(DayOfWeek.values()).subList(0, 5), List.of("09:00", "18:00"));
    }

    private static WorkingCalendar weekly(ZoneId zone, List<DayOfWeek> weekdays, List<String> interval) {
        Map<DayOfWeek, DayIntervals> week = new EnumMap<>(DayOfWeek.class);
        weekdays.forEach(day -> week.put(day, DayIntervals.read(day.name(), List.of(interval))));
        return new WorkingCalendar(new OpenDays(zone, week, Collections.emptySortedSet(),
                Collections.emptySortedSet(), new TreeMap<>(), new TreeMap<>(),
                Collections.emptySortedSet(), OfficialDays.NONE));
    }

    /** The JSON form, intervals in order and midnight at the end of a day as {@code 24:00} (spec 05). */
    @JsonValue
    public CalendarForm form() {
        return CalendarForm.of(days);
    }

    /** The zone whose wall clock the intervals are read on. */
    public ZoneId zone() {
        return days.zone();
    }

    /** The moment when so much working time has passed since the start; negative time looks back (spec 40). */
    public Instant add(Instant start, Duration working) {
        return working.isNegative() ? back(start, working.negated()) : forward(start, working);
    }

    /** The moment so much working time before; zero is the last moment that was open, or its closing. */
    public Instant subtract(Instant end, Duration working) {
        return working.isNegative() ? forward(end, working.negated()) : back(end, working);
    }

    /** The working time from one moment to the other, negative where the second is earlier. */
    public Duration between(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return between(to, from).negated();
        }
        return alwaysOpen ? Duration.between(from, to) : openTime(new Span(from, to));
    }

    /** True from an opening on until just before its closing. */
    public boolean isOpen(Instant at) {
        return alwaysOpen || days.on(days.dayOf(at)).stream().anyMatch(open -> open.contains(at));
    }

    /** The moment itself where open, else the next opening. */
    public Instant nextOpen(Instant at) {
        return forward(at, Duration.ZERO);
    }

    /** The date so many working days later; a working day is one on which an interval begins, zero is no move. */
    public LocalDate addWorkingDays(LocalDate from, int count) {
        int step = Integer.signum(count);
        LocalDate date = from;
        for (int left = Math.abs(count); left > 0; left -= days.isWorkingDay(date) ? 1 : 0) {
            date = date.plusDays(step);
            refuseBeyondHorizon(from, date);
        }
        return date;
    }

    /** The working days after the first date up to and with the second, negative where the second is earlier. */
    public long workingDaysBetween(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -workingDaysBetween(to, from);
        }
        refuseBeyondHorizon(from, to);
        return from.plusDays(1).datesUntil(to.plusDays(1)).filter(days::isWorkingDay).count();
    }

    /** The open time of one day, of all that begins on it. */
    Duration lengthOf(LocalDate date) {
        return days.beginningOn(date).on(date, days.zone()).map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** Refuses what is hardly ever open: obligations that count on it would never be due. */
    void refuseHardlyOpen(Instant now) {
        if (between(now, now.plus(A_YEAR)).compareTo(LEAST_OPEN) < 0) {
            throw new Invalid("week", "is open less than " + LEAST_OPEN.toHours() + " hours in the coming year");
        }
    }

    private Instant forward(Instant start, Duration working) {
        refuseBeyondHorizon(working);
        if (alwaysOpen) {
            return start.plus(working);
        }
        LocalDate first = days.dayOf(start);
        Span ahead = new Span(start, Instant.MAX);
        Duration left = working;
        for (LocalDate day = first;; day = day.plusDays(1)) {
            refuseBeyondHorizon(first, day);
            for (Span open : openSpans(day, ahead)) {
                if (left.compareTo(open.length()) <= 0) {
                    return open.from().plus(left);
                }
                left = left.minus(open.length());
            }
        }
    }

    private Instant back(Instant end, Duration working) {
        refuseBeyondHorizon(working);
        if (alwaysOpen) {
            return end.minus(working);
        }
        LocalDate last = days.dayOf(end);
        Span behind = new Span(Instant.MIN, end);
        Duration left = working;
        for (LocalDate day = last;; day = day.minusDays(1)) {
            refuseBeyondHorizon(day, last);
            List<Span> spans = openSpans(day, behind);
            for (int i = spans.size() - 1; i >= 0; i--) {
                if (left.compareTo(spans.get(i).length()) <= 0) {
                    return spans.get(i).to().minus(left);
                }
                left = left.minus(spans.get(i).length());
            }
        }
    }

    private Duration openTime(Span span) {
        LocalDate first = days.dayOf(span.from());
        LocalDate last = days.dayOf(span.to());
        refuseBeyondHorizon(first, last);
        return first.datesUntil(last.plusDays(1)).flatMap(day -> openSpans(day, span).stream()).map(Span::length)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private List<Span> openSpans(LocalDate day, Span limits) {
        return days.on(day).stream().map(open -> open.within(limits)).filter(open -> !open.isEmpty()).toList();
    }

    private static void refuseBeyondHorizon(Duration working) {
        if (working.compareTo(HORIZON) > 0) {
            throw new Invalid("seconds", "is more than " + HORIZON_YEARS + " years");
        }
    }

    private static void refuseBeyondHorizon(LocalDate from, LocalDate to) {
        if (to.isAfter(from.plusYears(HORIZON_YEARS)) || to.isBefore(from.minusYears(HORIZON_YEARS))) {
            throw new Invalid("calendar", "would have to be followed for more than " + HORIZON_YEARS + " years");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkingCalendar calendar && days.equals(calendar.days);
    }

    @Override
    public int hashCode() {
        return days.hashCode();
    }

    @Override
    public String toString() {
        return form().toString();
    }

    /** A calendar, or a question to it, that has no meaning: which field, and why. */
    public static final class Invalid extends RuntimeException {

        private final String field;
        private final String reason;

        Invalid(String field, String reason) {
            super(field + " " + reason);
            this.field = field;
            this.reason = reason;
        }

        /** The field as in JSON, with a dot before a key and brackets around an index: {@code week.mon[0]}. */
        public String field() {
            return field;
        }

        /** What is wrong with it, to be read after its name. */
        public String reason() {
            return reason;
        }
    }
}
