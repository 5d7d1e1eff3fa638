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
 * Which spans of a day are open. A holiday beats a special day, a special day the week, a break everything; an interval
 * past midnight belongs to the day it begins on, so a holiday neither cuts off last night's shift nor begins one of its
 * own (data/sla-vectors).
 */
record OpenDays(ZoneId zone, Map<DayOfWeek, DayIntervals> week, SortedSet<LocalDate> holidays,
        SortedSet<MonthDay> yearlyHolidays, SortedMap<LocalDate, DayIntervals> specialDays,
        SortedMap<LocalDate, DayIntervals> breaks) {

    boolean isAlwaysOpen() {
        return week.size() == DayOfWeek.values().length && week.values().stream().allMatch(DayIntervals::isWholeDay)
                && holidays.isEmpty() && yearlyHolidays.isEmpty() && specialDays.isEmpty() && breaks.isEmpty();
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

    private DayIntervals beginningOn(LocalDate date) {
        if (isHoliday(date) || isSkipped(date)) {
            return DayIntervals.NONE;
        }
        DayIntervals special = specialDays.get(date);
        return special != null ? special : week.getOrDefault(date.getDayOfWeek(), DayIntervals.NONE);
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
