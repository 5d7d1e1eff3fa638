package contacthub.contact.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;

import contacthub.contact.calendar.OfficialDay.Kind;

/** What a year comes to for five days of eight hours a week, as official calendars print it. */
record Totals(long workingDays, long ofThemShort, long daysOff,
        @JsonProperty("hours_40h_week") long hours) {

    private static final List<List<String>> EIGHT_HOURS = List.of(List.of("09:00", "13:00"),
            List.of("14:00", "18:00"));

    static Totals of(OfficialDays official, int year) {
        WorkingCalendar calendar = fortyHours(official);
        LocalDate first = LocalDate.of(year, 1, 1);
        long working = calendar.workingDaysBetween(first.minusDays(1), first.plusYears(1).minusDays(1));
        long shortened = official.in(year).stream().filter(day -> day.kind() == Kind.SHORT).count();
        long hours = calendar.between(first.atStartOfDay().toInstant(ZoneOffset.UTC),
                first.plusYears(1).atStartOfDay().toInstant(ZoneOffset.UTC)).toHours();
        return new Totals(working, shortened, first.lengthOfYear() - working, hours);
    }

    private static WorkingCalendar fortyHours(OfficialDays official) {
        Map<String, List<List<String>>> week = new LinkedHashMap<>();
        for (int day = 1; day <= DayOfWeek.FRIDAY.getValue(); day++) {
            week.put(CalendarForm.name(DayOfWeek.of(day)), EIGHT_HOURS);
        }
        return WorkingCalendar.of(new CalendarForm("UTC", week, null, null, null, official.country(), null),
                country -> official, Collections.emptySortedSet());
    }
}
