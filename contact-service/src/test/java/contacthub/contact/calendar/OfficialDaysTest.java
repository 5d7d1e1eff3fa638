package contacthub.contact.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.contact.calendar.OfficialDay.Kind;
import contacthub.contact.calendar.WorkingCalendar.Invalid;

/** A calendar that keeps the days of its country. */
class OfficialDaysTest {

    private static final List<List<String>> LUNCH = List.of(List.of("09:00", "13:00"), List.of("14:00", "18:00"));
    private static final List<List<String>> MORNING = List.of(List.of("09:00", "13:00"));
    /** Tuesday is worked for on Saturday the second, which is short as the eve of a holiday. */
    private static final OfficialDays MOVED = country(
            new OfficialDay(LocalDate.parse("2024-11-02"), Kind.SHORT, null, null),
            new OfficialDay(LocalDate.parse("2024-11-04"), Kind.OFF, "День народного единства", null),
            new OfficialDay(LocalDate.parse("2024-11-05"), Kind.OFF, null, LocalDate.parse("2024-11-02")),
            new OfficialDay(LocalDate.parse("2024-11-17"), Kind.WORK, null, null));

    private static OfficialDays country(OfficialDay... days) {
        return new OfficialDays("XX",
                Stream.of(days).collect(Collectors.toMap(OfficialDay::date, Function.identity())), year -> Map.of());
    }

    private static WorkingCalendar calendar(Map<String, List<List<String>>> week, List<String> holidays,
            Map<String, List<List<String>>> special, LocalDate... closed) {
        return WorkingCalendar.of(new CalendarForm("UTC", week, holidays, special, null, "XX", null),
                code -> MOVED, new TreeSet<>(List.of(closed)));
    }

    @ParameterizedTest(name = "{0}: {1} h")
    @CsvSource({ "2024-11-01, 8", "2024-11-02, 3", "2024-11-03, 0", "2024-11-04, 0", "2024-11-05, 0", "2024-11-17, 8"})
    void worksTheHoursOfTheDayThatWasMoved(LocalDate date, int hours) {
        WorkingCalendar calendar = calendar(
                Map.of("mon", LUNCH, "tue", MORNING, "wed", LUNCH, "thu", LUNCH, "fri", LUNCH), null, null);

        assertThat(worked(calendar, date)).isEqualTo(Duration.ofHours(hours));
    }

    @ParameterizedTest(name = "{0}: {1} h")
    @CsvSource({ "2024-11-04, 4", "2024-11-02, 0", "2024-11-17, 0", "2024-11-05, 0"})
    void ownDaysWin(LocalDate date, int hours) {
        WorkingCalendar calendar = calendar(Map.of("mon", LUNCH, "tue", LUNCH), List.of("2024-11-02"),
                Map.of("2024-11-04", MORNING), LocalDate.parse("2024-11-17"), LocalDate.parse("2024-11-04"));

        assertThat(worked(calendar, date)).isEqualTo(Duration.ofHours(hours));
    }

    @ParameterizedTest(name = "an hour less than 10:00–15:00 and {0}–{1} is {2} minutes")
    @CsvSource({ "17:00, 19:00, 360", "17:30, 18:00, 270", "22:00, 06:00, 720"})
    void shortDayEndsAnHourEarlier(String from, String to, int minutes) {
        WorkingCalendar calendar = calendar(
                Map.of("fri", MORNING, "sat", List.of(List.of("10:00", "15:00"), List.of(from, to))), null, null);

        assertThat(worked(calendar, LocalDate.parse("2024-11-02"))).isEqualTo(Duration.ofMinutes(minutes));
    }

    private static Duration worked(WorkingCalendar calendar, LocalDate date) {
        return calendar.lengthOf(date);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({ "DE, 2026-10-03, true", "DE, 2026-01-06, false", "DE-BY, 2026-01-06, true", "RU, 2031-05-09, true",
            "RU, 2031-01-09, false", "US, 2026-07-04, true", "US, 2026-07-03, true", "KZ, 2035-12-16, true"})
    void knowsPublicHolidaysOfYearsNobodyPublished(String country, LocalDate date, boolean off) {
        assertThat(PublicHolidays.of(country).in(date.getYear()).containsKey(date)).isEqualTo(off);
    }

    @ParameterizedTest
    @CsvSource({ "ZZ", "de", "DE-XX", "Germany", "''", "-", "R"})
    void refusesCountriesThatAreNone(String country) {
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> PublicHolidays.of(country))
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("country"));
    }

    @Test
    void isNotAlwaysOpenWhereTheCountryHasHolidays() {
        List<List<String>> day = List.of(List.of("00:00", "24:00"));
        WorkingCalendar calendar = calendar(
                Map.of("mon", day, "tue", day, "wed", day, "thu", day, "fri", day, "sat", day, "sun", day), null, null);

        assertThat(calendar.isOpen(Instant.parse("2024-11-04T12:00:00Z"))).isFalse();
        assertThat(calendar.form().country()).isEqualTo("XX");
    }

    @Test
    void refusesToCountOnWhatIsHardlyEverOpen() {
        Instant now = Instant.parse("2024-01-01T00:00:00Z");
        CalendarForm minute = new CalendarForm("UTC", null, null,
                Map.of("2024-03-01", List.of(List.of("09:00", "09:01"))), null);

        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> WorkingCalendar.of(minute).refuseHardlyOpen(now))
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("week"));
        WorkingCalendar.of(new CalendarForm("UTC", Map.of("mon", MORNING), null, null, null), OfficialDays::refused,
                Collections.emptySortedSet()).refuseHardlyOpen(now);
    }
}
