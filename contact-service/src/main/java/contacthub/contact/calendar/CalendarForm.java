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
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.calendar.WorkingCalendar.Invalid;
import contacthub.contracts.Json;

/**
 * A calendar as it is written in JSON (spec 05, "working time"): intervals as pairs of wall times by weekday
 * {@code mon} to {@code sun} or by date, holidays as dates or as {@code MM-DD} of every year.
 *
 * @param country whose official days it keeps, ISO 3166 such as {@code RU} or {@code DE-BY}
 * @param feed an https address of an iCalendar feed of further days off (RFC 5545)
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CalendarForm(String zone, Map<String, List<List<String>>> week, List<String> holidays,
        Map<String, List<List<String>>> specialDays, Map<String, List<List<String>>> breaks, String country,
        String feed) {

    private static final Set<String> FIELDS = Set.of("zone", "week", "holidays", "special_days", "breaks", "country",
            "feed");
    private static final int MOST_DATES = 2_000;

    private static final List<String> WEEKDAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String EVERY_YEAR = "--";

    /** What is not given is empty. */
    public CalendarForm {
        week = week == null ? Map.of() : week;
        holidays = holidays == null ? List.of() : holidays;
        specialDays = specialDays == null ? Map.of() : specialDays;
        breaks = breaks == null ? Map.of() : breaks;
    }

    /** A calendar that looks at no country and no feed. */
    public CalendarForm(String zone, Map<String, List<List<String>>> week, List<String> holidays,
            Map<String, List<List<String>>> specialDays, Map<String, List<List<String>>> breaks) {
        this(zone, week, holidays, specialDays, breaks, null, null);
    }

    /** Reads its JSON, or throws {@link Invalid} naming the field that has the wrong type. */
    static CalendarForm parse(JsonNode json) {
        if (!json.isObject()) {
            throw new Invalid("calendar", "must be a JSON object");
        }
        try {
            return Json.MAPPER.treeToValue(json, CalendarForm.class);
        } catch (JsonMappingException e) {
            throw new Invalid(path(e), "has the wrong type or form");
        } catch (JsonProcessingException e) {
            throw new Invalid("calendar", "is no JSON");
        }
    }

    /** The same from text, such as it is stored. */
    static CalendarForm parse(String json) {
        try {
            return parse(Json.MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new Invalid("calendar", "is no JSON");
        }
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "calendar" : path.substring(1);
    }

    /** The same with a feed. */
    CalendarForm following(String address) {
        return new CalendarForm(zone, week, holidays, specialDays, breaks, country, address);
    }

    /** The fields it has. */
    static Set<String> fields() {
        return FIELDS;
    }

    static CalendarForm of(OpenDays days) {
        Map<String, List<List<String>>> week = new LinkedHashMap<>();
        days.week().forEach((day, intervals) -> week.put(name(day), intervals.texts()));
        List<String> holidays = Stream.concat(days.holidays().stream().map(LocalDate::toString),
                days.yearlyHolidays().stream().map(day -> day.toString().substring(EVERY_YEAR.length()))).toList();
        return new CalendarForm(days.zone().getId(), Collections.unmodifiableMap(week), holidays,
                texts(days.specialDays()), texts(days.breaks()), days.official().country(), null);
    }

    private static Map<String, List<List<String>>> texts(SortedMap<LocalDate, DayIntervals> dates) {
        Map<String, List<List<String>>> texts = new LinkedHashMap<>();
        dates.forEach((date, intervals) -> texts.put(date.toString(), intervals.texts()));
        return Collections.unmodifiableMap(texts);
    }

    /** Reads every field, or throws {@link Invalid} naming the first that is wrong. */
    OpenDays read(Function<String, OfficialDays> countries, SortedSet<LocalDate> closed) {
        refuseTooMany("holidays", holidays.size());
        SortedSet<LocalDate> dates = new TreeSet<>();
        SortedSet<MonthDay> yearly = new TreeSet<>();
        holidays.forEach(text -> readHoliday(text, dates, yearly));
        SortedMap<LocalDate, DayIntervals> special = readDates("special_days", specialDays);
        special.forEach((date, intervals) -> intervals.disjoint("special_days." + date));
        OpenDays days = new OpenDays(readZone(), readWeek(), dates, yearly, special, readDates("breaks", breaks),
                closed, country == null ? OfficialDays.NONE : countries.apply(country));
        if (days.isNeverOpen()) {
            throw new Invalid("week", "has no open time, and there is no special day with any");
        }
        return days;
    }

    private static void refuseTooMany(String field, int dates) {
        if (dates > MOST_DATES) {
            throw new Invalid(field, "has more than " + MOST_DATES + " dates");
        }
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

    static String name(DayOfWeek day) {
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
        refuseTooMany(field, texts.size());
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
