package contacthub.contact.calendar;

import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.restassured.response.ValidatableResponse;

import contacthub.contact.RunningService;
import contacthub.contact.calendar.SlaVectors.Row;
import contacthub.contracts.Json;

/** What calendars answer through HTTP: public vectors, the official years, and questions that mean no good. */
@RunningService
class CalendarTrialIT {

    private static final String NINE_TO_FIVE = """
            {"zone":"UTC","week":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]],
             "thu":[["09:00","17:00"]],"fri":[["09:00","17:00"]]}}""";

    private static ValidatableResponse tried(Object trial) {
        return tried(Json.text(trial));
    }

    private static ValidatableResponse tried(String body) {
        return operator().body(body.getBytes(StandardCharsets.UTF_8)).post("/api/v1/calendars/try").then();
    }

    private static Map<String, Object> question(Object calendar, String op, String start, String key, Object value) {
        Map<String, Object> question = new LinkedHashMap<>(Map.of("calendar", calendar, "op", op, "start", start));
        if (key != null) {
            question.put(key, value);
        }
        return question;
    }

    @Test
    void answersThePublicVectors() {
        SlaVectors.require();
        Map<String, JsonNode> calendars = SlaVectors.written();
        Map<String, Integer> right = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        List.of("add.csv", "between.csv", "active.csv", "next-open.csv", "business-days.csv")
                .forEach(file -> SlaVectors.rows(file).forEach(row -> {
                    String answer = tried(question(file, row, calendars)).statusCode(200).extract().path("result")
                            .toString();
                    if (answer.equals(expected(file, row))) {
                        right.merge(file, 1, Integer::sum);
                    } else {
                        wrong.add(row + " answered " + answer);
                    }
                }));
        System.out.println("public vectors right by calendars/try: " + right);

        assertThat(wrong).isEmpty();
        assertThat(right).hasSize(5);
    }

    private static Map<String, Object> question(String file, Row row, Map<String, JsonNode> calendars) {
        return switch (file) {
            case "add.csv" -> question(calendars.get(row.get("calendar")),
                    row.get("note").startsWith("before:") ? "subtract" : "add", row.get("start"), "seconds",
                    Long.parseLong(row.get("working_seconds")));
            case "between.csv" -> question(calendars.get(row.get("calendar")), "between", row.get("start"), "end",
                    row.get("end"));
            case "active.csv" -> question(calendars.get(row.get("calendar")), "is_open", row.get("instant"), null, 0);
            case "next-open.csv" -> question(calendars.get(row.get("calendar")), "next_open", row.get("instant"), null,
                    0);
            default -> row.get("op").equals("add")
                    ? question(workWeek(row), "add_days", row.get("from"), "days", Integer.parseInt(row.get("n_or_to")))
                    : question(workWeek(row), "days_between", row.get("from"), "end", row.get("n_or_to"));
        };
    }

    private static Map<String, Object> workWeek(Row row) {
        Map<String, Object> week = new LinkedHashMap<>();
        List.of(row.get("work_week").split("\\+")).forEach(day -> week.put(day, List.of(List.of("09:00", "17:00"))));
        return Map.of("zone", "UTC", "week", week, "holidays",
                row.has("holidays") ? List.of(row.get("holidays").split("\\+")) : List.of());
    }

    private static String expected(String file, Row row) {
        return row.get(switch (file) {
            case "between.csv" -> "expected_working_seconds";
            case "active.csv" -> "expected_open";
            default -> "expected";
        });
    }

    @Test
    void addsUpToTheOfficialYearsOfThreeCountries() {
        Map<String, Integer> hours = new LinkedHashMap<>();
        Map.of("RU", 2013, "BY", 2015, "KZ", 2015).forEach((country, first) -> IntStream.rangeClosed(first, 2026)
                .forEach(year -> hours.put(country + " " + year, workingHours(country, year))));
        System.out.println("working hours of a 40-hour week by calendars/try: " + hours);

        assertThat(hours).hasSize(38).containsEntry("RU 2013", 1970).containsEntry("RU 2015", 1971)
                .containsEntry("RU 2016", 1974).containsEntry("RU 2017", 1973).containsEntry("RU 2020", 1749)
                .containsEntry("RU 2021", 1917).containsEntry("RU 2023", 1973).containsEntry("RU 2024", 1979)
                .containsEntry("RU 2025", 1972).containsEntry("RU 2026", 1972).containsEntry("BY 2015", 2024)
                .containsEntry("BY 2025", 2014).containsEntry("KZ 2022", 1976).containsEntry("KZ 2026", 1968);
        SlaVectors.folder().ifPresent(folder -> SlaVectors.table(folder.resolveSibling("calendars/year_totals.csv"))
                .forEach(row -> assertThat(hours).containsEntry(
                        row.get("country").toUpperCase(Locale.ROOT) + " " + row.get("year"),
                        Integer.parseInt(row.get("hours_40h_week")))));
    }

    /** Its own question, so that nothing of the answer is taken from where totals are shown. */
    private static int workingHours(String country, int year) {
        String week = IntStream.range(0, 5)
                .mapToObj(day -> "\"" + List.of("mon", "tue", "wed", "thu", "fri").get(day)
                        + "\":[[\"09:00\",\"13:00\"],[\"14:00\",\"18:00\"]]")
                .collect(Collectors.joining(","));
        int seconds = tried("""
                {"calendar":{"zone":"Europe/Moscow","country":"%s","week":{%s}},"op":"between",
                 "start":"%d-01-01T00:00:00+03:00","end":"%d-01-01T00:00:00+03:00"}"""
                .formatted(country, week, year, year + 1)).statusCode(200).extract().path("result");
        return seconds / 3600;
    }

    @Test
    void answersAStoredCalendarByName() {
        tried(question("office", "add", "2026-02-27T17:30:00+03:00", "seconds", 3600)).statusCode(200)
                .body("result", equalTo("2026-03-02T06:30:00Z"));
        integration().contentType("application/json")
                .body(Json.bytes(question("office", "is_open", "2026-02-27T17:30:00+03:00", null, 0)))
                .post("/api/v1/calendars/try").then().statusCode(200).body("result", equalTo(true));
        tried(question("nobody's", "is_open", "2026-02-27T17:30:00+03:00", null, 0)).statusCode(400)
                .body("errors[0].field", equalTo("calendar"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "calendar | is missing | {\"op\":\"is_open\",\"start\":\"2026-03-02T09:00:00Z\"}",
            "calendar | must be a JSON object | {\"calendar\":7}",
            "calendar.week | has no open time | {\"calendar\":{\"zone\":\"UTC\"}}",
            "calendar.week.mon | overlaps | {\"calendar\":{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"12:00\"],[\"11:00\",\"13:00\"]]}}}",
            "calendar.week.mon | wrong type | {\"calendar\":{\"zone\":\"UTC\",\"week\":{\"mon\":\"09:00\"}}}",
            "calendar.zone | no known time zone | {\"calendar\":{\"zone\":\"Mars/Olympus\",\"week\":{\"mon\":[[\"09:00\",\"12:00\"]]}}}",
            "calendar.country | no country | {\"calendar\":{\"zone\":\"UTC\",\"country\":\"ZZ\",\"week\":{\"mon\":[[\"09:00\",\"12:00\"]]}}}",
            "calendar.feed | stored calendars only | {\"calendar\":{\"zone\":\"UTC\",\"feed\":\"https://localhost/a.ics\",\"week\":{\"mon\":[[\"09:00\",\"12:00\"]]}}}",
            "op | must be add | {\"calendar\":\"office\",\"op\":\"fly\",\"start\":\"2026-03-02T09:00:00Z\"}",
            "start | with a zone | {\"calendar\":\"office\",\"op\":\"is_open\",\"start\":\"2026-03-02T09:00:00\"}",
            "start | with a zone | {\"calendar\":\"office\",\"op\":\"is_open\"}",
            "start | from 1900 | {\"calendar\":\"office\",\"op\":\"is_open\",\"start\":\"+999999999-03-02T09:00:00Z\"}",
            "end | with a zone | {\"calendar\":\"office\",\"op\":\"between\",\"start\":\"2026-03-02T09:00:00Z\"}",
            "seconds | number of seconds | {\"calendar\":\"office\",\"op\":\"add\",\"start\":\"2026-03-02T09:00:00Z\"}",
            "seconds | number of seconds | {\"calendar\":\"office\",\"op\":\"add\",\"start\":\"2026-03-02T09:00:00Z\",\"seconds\":1e99999999}",
            "seconds | number of seconds | {\"calendar\":\"office\",\"op\":\"add\",\"start\":\"2026-03-02T09:00:00Z\",\"seconds\":1e-99999999}",
            "seconds | more than 50 years | {\"calendar\":\"office\",\"op\":\"add\",\"start\":\"2026-03-02T09:00:00Z\",\"seconds\":9000000000}",
            "seconds | more than 50 years | {\"calendar\":\"office\",\"op\":\"add\",\"start\":\"2026-03-02T09:00:00Z\",\"seconds\":-9000000000}",
            "days | number of working days | {\"calendar\":\"office\",\"op\":\"add_days\",\"start\":\"2026-03-02\"}",
            "calendar | 50 years | {\"calendar\":\"office\",\"op\":\"add_days\",\"start\":\"2026-03-02\",\"days\":2147483647}",
            "start | a date | {\"calendar\":\"office\",\"op\":\"add_days\",\"start\":\"2026-03-02T09:00:00Z\",\"days\":1}"})
    void namesTheFieldThatIsWrong(String field, String reason, String body) {
        tried(body).statusCode(400).body("errors[0].field", equalTo(field))
                .body("errors[0].reason", containsString(reason));
    }

    /** Centuries with one open minute a year, breaks that cut it to pieces, a week of a thousand shifts. */
    @Test
    void answersInBoundedTimeWhateverIsAsked() {
        List<List<String>> minute = List.of(List.of("00:00", "00:01"));
        Map<String, Object> special = new LinkedHashMap<>();
        Map<String, Object> breaks = new LinkedHashMap<>();
        List<List<String>> cuts = IntStream.range(0, 50).mapToObj(i -> List.of("00:00", "00:00:%02d".formatted(i + 1)))
                .toList();
        for (int year = 1900; year < 2200; year++) {
            special.put(year + "-07-01", minute);
            breaks.put(year + "-07-01", cuts);
        }
        Map<String, Object> rarely = Map.of("zone", "America/Havana", "special_days", special, "breaks", breaks);
        List<Object> hostile = List.of(question(rarely, "add", "1900-01-01T00:00:00Z", "seconds", 60_000),
                question(rarely, "between", "1900-01-01T00:00:00Z", "end", "2199-01-01T00:00:00Z"),
                question(Map.of("zone", "UTC", "week",
                        Map.of("mon", Collections.nCopies(100_000, List.of("09:00", "10:00")))), "is_open",
                        "2026-01-01T00:00:00Z", null, 0));

        hostile.forEach(question -> {
            long begin = System.nanoTime();
            tried(question).statusCode(400);
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            System.out.println("a hostile question was refused after " + taken.toMillis() + " ms");
            assertThat(taken).isLessThan(Duration.ofSeconds(15));
        });
        tried("{\"calendar\":" + "[".repeat(900) + "]".repeat(900) + "}").statusCode(400);
        tried(NINE_TO_FIVE).statusCode(400);
        tried("[]").statusCode(400);
    }
}
