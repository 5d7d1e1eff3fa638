package contacthub.contact.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Which spans of a day are open. A holiday beats a special day, a special day what others say of it (a feed, then the
 * country), these the week, a break everything; an interval past midnight belongs to the day it begins on, so a holiday
 * neither cuts off last night's shift nor begins one of its own (data/sla-vectors).
 *
 * @param closed days off that come from outside, such as a feed
 * @param official the country's days off, short days and working weekends
 */
record OpenDays(ZoneId zone, Map<DayOfWeek, DayIntervals> week, SortedSet<LocalDate> holidays,
        SortedSet<MonthDay> yearlyHolidays, SortedMap<LocalDate, DayIntervals> specialDays,
        SortedMap<LocalDate, DayIntervals> breaks, SortedSet<LocalDate> closed, OfficialDays official) {

    private static final int HOUR = 60 * 60;

    boolean isAlwaysOpen() {
        return week.size() == DayOfWeek.values().length && week.values().stream().allMatch(DayIntervals::isWholeDay)
                && holidays.isEmpty() && yearlyHolidays.isEmpty() && specialDays.isEmpty() && breaks.isEmpty()
                && closed.isEmpty() && official.isNone();
    }

    boolean isNeverOpen() {
        return Stream.concat(week.values().stream(), specialDays.values().stream()).allMatch(DayIntervals::isEmpty);
    }

    boolean isWorkingDay(LocalDate date) {
        return !beginningOn(date).isEmpty();
    }

    /** The day whose span holds the moment; spans of days follow each other even where midnight comes twice. */
    LocalDate dayOf(Instant at) {
        LocalDate date = at.atZone(zone).toLocalDate();
        return at.isBefore(begin(date.plusDays(1))) ? date : date.plusDays(1);
    }

    /** The open spans within one day, in order; what began the evening before is among them. */
    List<Span> on(LocalDate date) {
        DayIntervals evening = beginningOn(date.minusDays(1));
        DayIntervals today = beginningOn(date);
        if (evening.isEmpty() && today.isEmpty()) {
            return List.of();
        }
        Span day = new Span(begin(date), begin(date.plusDays(1)));
        return Span.union(Stream.concat(evening.on(date.minusDays(1), zone), today.on(date, zone))).stream()
                .map(span -> span.within(day)).filter(span -> !span.isEmpty())
                .flatMap(span -> span.without(breaksAround(date)).stream()).toList();
    }

    DayIntervals beginningOn(LocalDate date) {
        if (isHoliday(date) || isSkipped(date)) {
            return DayIntervals.NONE;
        }
        DayIntervals special = specialDays.get(date);
        return special != null ? special : usual(date);
    }

    private DayIntervals usual(LocalDate date) {
        return closed.contains(date)
                ? DayIntervals.NONE
                : official.on(date).map(this::hours).orElseGet(() -> weekly(date));
    }

    /** A weekend that works has the hours of the day it works for, a short day one hour less than otherwise. */
    private DayIntervals hours(OfficialDay day) {
        return switch (day.kind()) {
            case OFF -> DayIntervals.NONE;
            case WORK -> worked(day.date());
            case SHORT -> worked(day.date()).shortened(HOUR);
        };
    }

    private DayIntervals worked(LocalDate date) {
        DayIntervals own = weekly(date);
        return own.isEmpty() ? replaced(date) : own;
    }

    /** Where nobody says which day is worked for, it is the last one before that the week has hours for. */
    private DayIntervals replaced(LocalDate date) {
        return Stream.concat(official.workedFor(date).stream(),
                Stream.iterate(date, day -> day.minusDays(1)).limit(DayOfWeek.values().length))
                .map(this::weekly).filter(hours -> !hours.isEmpty()).findFirst().orElse(DayIntervals.NONE);
    }

    private DayIntervals weekly(LocalDate date) {
        return week.getOrDefault(date.getDayOfWeek(), DayIntervals.NONE);
    }

    private boolean isHoliday(LocalDate date) {
        return holidays.contains(date) || yearlyHolidays.contains(MonthDay.from(date));
    }

    /** A date that never came, as 2011-12-30 in Samoa, has no shifts. */
    private boolean isSkipped(LocalDate date) {
        return !date.equals(date.atStartOfDay(zone).toLocalDate());
    }

    private List<Span> breaksAround(LocalDate date) {
        return breaks.isEmpty()
                ? List.of()
                : Stream.of(date.minusDays(1), date)
                        .flatMap(day -> breaks.getOrDefault(day, DayIntervals.NONE).on(day, zone)).toList();
    }

    private Instant begin(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }
}
