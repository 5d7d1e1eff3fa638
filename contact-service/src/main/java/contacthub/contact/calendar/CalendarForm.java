package contacthub.contact.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;

import contacthub.contact.calendar.WorkingCalendar.Invalid;

/**
 * A calendar as it is written in JSON (spec 05, "working time"): intervals as pairs of wall times by weekday
 * {@code mon} to {@code sun} or by date, holidays as dates or as {@code MM-DD} of every year.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CalendarForm(String zone, Map<String, List<List<String>>> week, List<String> holidays,
        Map<String, List<List<String>>> specialDays, Map<String, List<List<String>>> breaks) {

    private static final List<String> WEEKDAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String EVERY_YEAR = "--";

    /** What is not given is empty. */
    public CalendarForm {
        week = week == null ? Map.of() : week;
        holidays = holidays == null ? List.of() : holidays;
        specialDays = specialDays == null ? Map.of() : specialDays;
        breaks = breaks == null ? Map.of() : breaks;
    }

    static CalendarForm of(OpenDays days) {
        Map<String, List<List<String>>> week = new LinkedHashMap<>();
        days.week().forEach((day, intervals) -> week.put(name(day), intervals.texts()));
        List<String> holidays = Stream.concat(days.holidays().stream().map(LocalDate::toString),
                days.yearlyHolidays().stream().map(day -> day.toString().substring(EVERY_YEAR.length()))).toList();
        return new CalendarForm(days.zone().getId(), Collections.unmodifiableMap(week), holidays,
                texts(days.specialDays()), texts(days.breaks()));
    }

    private static Map<String, List<List<String>>> texts(SortedMap<LocalDate, DayIntervals> dates) {
        Map<String, List<List<String>>> texts = new LinkedHashMap<>();
        dates.forEach((date, intervals) -> texts.put(date.toString(), intervals.texts()));
        return Collections.unmodifiableMap(texts);
    }

    /** Reads every field, or throws {@link Invalid} naming the first that is wrong. */
    OpenDays read() {
        SortedSet<LocalDate> dates = new TreeSet<>();
        SortedSet<MonthDay> yearly = new TreeSet<>();
        holidays.forEach(text -> readHoliday(text, dates, yearly));
        SortedMap<LocalDate, DayIntervals> special = readDates("special_days", specialDays);
        special.forEach((date, intervals) -> intervals.disjoint("special_days." + date));
        OpenDays days = new OpenDays(readZone(), readWeek(), dates, yearly, special, readDates("breaks", breaks));
        if (days.isNeverOpen()) {
            throw new Invalid("week", "has no open time, and there is no special day with any");
        }
        return days;
    }

    private ZoneId readZone() {
        if (zone == null || zone.isBlank()) {
            throw new Invalid("zone", "is missing; name a time zone such as Europe/Moscow");
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new Invalid("zone", "'" + zone + "' is no known time zone");
        }
    }

    private Map<DayOfWeek, DayIntervals> readWeek() {
        Map<DayOfWeek, DayIntervals> days = new EnumMap<>(DayOfWeek.class);
        week.forEach((name, texts) -> days.put(readWeekday(name), DayIntervals.read("week." + name, texts)));
        days.values().removeIf(DayIntervals::isEmpty);
        days.forEach((day, intervals) -> {
            intervals.disjoint(field(day));
            intervals.endBefore(days.getOrDefault(day.plus(1), DayIntervals.NONE), field(day.plus(1)));
        });
        return days;
    }

    private static DayOfWeek readWeekday(String name) {
        int index = WEEKDAYS.indexOf(name);
        if (index < 0) {
            throw new Invalid("week." + name, "is no weekday; they are " + String.join(", ", WEEKDAYS));
        }
        return DayOfWeek.of(index + 1);
    }

    private static String field(DayOfWeek day) {
        return "week." + name(day);
    }

    private static String name(DayOfWeek day) {
        return WEEKDAYS.get(day.getValue() - 1);
    }

    private static void readHoliday(String text, SortedSet<LocalDate> dates, SortedSet<MonthDay> yearly) {
        try {
            if (text != null && text.length() == "MM-DD".length()) {
                yearly.add(MonthDay.parse(EVERY_YEAR + text));
            } else {
                dates.add(LocalDate.parse(text == null ? "" : text));
            }
        } catch (DateTimeException e) {
            throw new Invalid("holidays", "'" + text + "' is neither a date nor MM-DD of every year");
        }
    }

    private static SortedMap<LocalDate, DayIntervals> readDates(String field, Map<String, List<List<String>>> texts) {
        SortedMap<LocalDate, DayIntervals> dates = new TreeMap<>();
        texts.forEach((date, intervals) -> dates.put(readDate(field, date),
                DayIntervals.read(field + "." + date, intervals)));
        return dates;
    }

    private static LocalDate readDate(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Invalid(field, "'" + text + "' is no date such as 2026-03-02");
        }
    }
}
