package contacthub.contact.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import contacthub.contact.calendar.SlaVectors.Row;
import contacthub.contracts.Json;

/** Six systems agree with our working time; the vectors are public data and not part of the project. */
class SlaVectorsTest {

    private static Map<String, WorkingCalendar> calendars;

    @BeforeAll
    static void findVectors() {
        SlaVectors.require();
        calendars = SlaVectors.calendars();
    }

    static List<Row> additions() {
        return SlaVectors.rows("add.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("additions")
    void adds(Row row) {
        Instant start = instant(row, "start");
        Duration working = Duration.ofSeconds(Long.parseLong(row.get("working_seconds")));
        Instant result = row.get("note").startsWith("before:")
                ? calendar(row).subtract(start, working)
                : calendar(row).add(start, working);

        assertThat(result).isEqualTo(instant(row, "expected"));
    }

    static List<Row> spans() {
        return SlaVectors.rows("between.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spans")
    void measures(Row row) {
        assertThat(calendar(row).between(instant(row, "start"), instant(row, "end")))
                .isEqualTo(Duration.ofSeconds(Long.parseLong(row.get("expected_working_seconds"))));
    }

    static List<Row> moments() {
        return SlaVectors.rows("active.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moments")
    void knowsWhenOpen(Row row) {
        assertThat(calendar(row).isOpen(instant(row, "instant")))
                .isEqualTo(Boolean.parseBoolean(row.get("expected_open")));
    }

    static List<Row> openings() {
        return SlaVectors.rows("next-open.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("openings")
    void findsNextOpening(Row row) {
        assertThat(calendar(row).nextOpen(instant(row, "instant"))).isEqualTo(instant(row, "expected"));
    }

    static List<Row> workingDays() {
        return SlaVectors.rows("business-days.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workingDays")
    void countsWorkingDays(Row row) {
        WorkingCalendar calendar = workWeek(row);
        LocalDate from = LocalDate.parse(row.get("from"));
        String argument = row.get("n_or_to");
        Object result = row.get("op").equals("add")
                ? calendar.addWorkingDays(from, Integer.parseInt(argument))
                : calendar.workingDaysBetween(from, LocalDate.parse(argument));

        assertThat(result).hasToString(row.get("expected"));
    }

    @Test
    void everyCalendarSurvivesJson() {
        assertThat(calendars).hasSizeGreaterThan(50).allSatisfy((name, calendar) -> assertThat(
                Json.read(Json.bytes(calendar), WorkingCalendar.class)).isEqualTo(calendar));
    }

    private static WorkingCalendar calendar(Row row) {
        return calendars.get(row.get("calendar"));
    }

    private static Instant instant(Row row, String column) {
        return Instant.parse(row.get(column));
    }

    private static WorkingCalendar workWeek(Row row) {
        Map<String, List<List<String>>> week = new LinkedHashMap<>();
        words(row.get("work_week"), "\\+").forEach(day -> week.put(day, List.of(List.of("09:00", "17:00"))));
        List<String> holidays = words(row.get("holidays"), "\\+").toList();
        return WorkingCalendar.of(new CalendarForm("UTC", week, holidays, null, null));
    }

    private static Stream<String> words(String text, String separator) {
        return Arrays.stream(text.split(separator)).filter(word -> !word.isEmpty());
    }
}
