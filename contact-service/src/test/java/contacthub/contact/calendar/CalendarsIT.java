package contacthub.contact.calendar;

import static contacthub.contact.FrontDoor.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import contacthub.contact.RunningService;
import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Transactions;

/** Calendars that are stored: changed in versions, closed by countries, files and feeds, and never in anybody's way. */
@RunningService
class CalendarsIT {

    private static final String PATH = "/api/v1/calendars";
    private static final String WEEK = """
            "week":{"mon":[["09:00","13:00"],["14:00","18:00"]],"tue":[["09:00","18:00"]],"wed":[["09:00","18:00"]],
            "thu":[["09:00","18:00"]],"fri":[["22:00","06:00"]]}""";
    private static final Instant TUESDAY_NOON = Instant.parse("2026-12-08T12:00:00Z");

    @Inject
    Transactions transactions;

    @Inject
    Calendars calendars;

    @Inject
    StoredCalendars stored;

    @Inject
    CountryDays countries;

    @Inject
    Closures closures;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    private String name() {
        return "c-" + ids.next();
    }

    private static Response post(String body) {
        return operator().body(body.getBytes(StandardCharsets.UTF_8)).post(PATH);
    }

    private String added(String more) {
        String name = name();
        post("{\"name\":\"" + name + "\",\"zone\":\"UTC\"," + WEEK + more + "}").then().statusCode(201);
        return PATH + "/" + name;
    }

    private static Response patch(String calendar, String body) {
        return patch(operator(), calendar, body);
    }

    private static Response patch(RequestSpecification request, String calendar, String body) {
        return request.contentType("application/merge-patch+json").body(body.getBytes(StandardCharsets.UTF_8))
                .patch(calendar);
    }

    private static boolean open(String calendar, Instant at) {
        return operator().body(Map.of("calendar", calendar.substring(PATH.length() + 1), "op", "is_open", "start",
                at.toString())).post(PATH + "/try").then().statusCode(200).extract().path("result");
    }

    private void sql(String sql, Object... values) {
        transactions.inNew(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                return statement.executeUpdate();
            }
        });
    }

    @Test
    void keepsEveryVersion() {
        String calendar = added(",\"holidays\":[\"01-01\"]");
        String first = operator().get(calendar).then().statusCode(200).body("week.fri[0][1]", equalTo("06:00"))
                .body("version", equalTo(1)).body("changed_by", equalTo("admin")).extract().header("ETag");

        patch(operator().header("If-Match", first), calendar,
                "{\"special_days\":{\"2026-12-08\":[]},\"holidays\":null,\"week\":{\"fri\":null}}").then()
                .statusCode(200).header("ETag", "\"2\"").body("holidays", nullValue()).body("week.fri", nullValue())
                .body("week.mon", hasSize(2));
        patch(operator().header("If-Match", first), calendar, "{\"zone\":\"Asia/Tokyo\"}").then().statusCode(412);
        patch(calendar, "{}").then().statusCode(200).body("version", equalTo(2));

        operator().get(calendar + "?version=1").then().body("holidays", equalTo(List.of("01-01")));
        operator().get(calendar + "?version=7").then().statusCode(404);
        operator().get(calendar + "/versions?page[size]=1").then().body("data.version", equalTo(List.of(2)))
                .body("links.next", containsString("/versions?page%5Bsize%5D=1&page%5Bafter%5D=2"));
        operator().get(PATH + "?page[size]=200").then().body("data.name", hasItems("office",
                calendar.substring(PATH.length() + 1)));
        assertThat(open(calendar, TUESDAY_NOON)).isFalse();
    }

    @Test
    void showsAtEveryInstanceAndAfterARestart() {
        String calendar = added("");
        String name = calendar.substring(PATH.length() + 1);
        Calendars other = new Calendars(transactions, stored, countries, closures, clock, ZoneId.of("Europe/Moscow"),
                Duration.ofMillis(50), new SimpleMeterRegistry());

        assertThat(other.named("office")).isEqualTo(WorkingCalendar.office(ZoneId.of("Europe/Moscow")));
        String late = added("").substring(PATH.length() + 1);
        assertThat(List.of(other.named(name).zone(), other.named(late).zone())).containsOnly(ZoneId.of("UTC"));
        assertThat(other.names()).contains(name, "office");
        other.start(null);
        patch(calendar, "{\"zone\":\"Asia/Tokyo\"}").then().statusCode(200);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(List.of(other, calendars))
                .allSatisfy(each -> assertThat(each.named(name).zone()).isEqualTo(ZoneId.of("Asia/Tokyo"))));
        other.stop(null);
    }

    @Test
    void standsInForWhatIsBrokenAndReportsIt() {
        String calendar = added("");
        String name = calendar.substring(PATH.length() + 1);
        patch(calendar, "{\"zone\":\"Asia/Tokyo\"}").then().statusCode(200);
        String never = added("").substring(PATH.length() + 1);
        sql("UPDATE calendar_version SET form = '{\"zone\":\"Mars\"}' WHERE name = ? AND version = 2", name);
        sql("UPDATE calendar_version SET form = 'no JSON' WHERE name = ?", never);
        sql("UPDATE calendar_revision SET revision = revision + 1");

        await().atMost(Duration.ofSeconds(5))
                .until(() -> calendars.broken().keySet().containsAll(List.of(name, never)));
        assertThat(calendars.named(name).zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(calendars.named(never)).isEqualTo(WorkingCalendar.office(ZoneId.of("Europe/Moscow")));
        assertThat(calendars.named("office").isOpen(TUESDAY_NOON)).isTrue();
        assertThat(calendars.named("never heard of").isOpen(TUESDAY_NOON)).isTrue();
        operator().get(calendar).then().statusCode(200).body("fault", containsString("Mars"));
        operator().get(PATH + "/" + never).then().statusCode(200).body("fault", containsString("no JSON"));
        operator().body(Map.of("calendar", name, "op", "is_open", "start", "2026-01-01T00:00:00Z"))
                .post(PATH + "/try").then().statusCode(400).body("errors[0].reason", containsString("Mars"));

        patch(calendar, "{\"zone\":\"UTC\"," + WEEK + "}").then().statusCode(200);
        patch(PATH + "/" + never, "{\"zone\":\"UTC\"," + WEEK + "}").then().statusCode(200);
        await().atMost(Duration.ofSeconds(5)).until(() -> !calendars.broken().containsKey(name)
                && !calendars.broken().containsKey(never));
    }

    @Test
    void isDeletedOnlyWhereNothingCountsOnIt() {
        String calendar = added("");
        Object clockId = ids.next();
        sql("""
                INSERT INTO sla_clock (id, conversation_id, address_id, kind, state, started_at, due_at,
                    target_minutes, policy, calendar, because)
                VALUES (?, ?, ?, 'first-reply', 'running', now(), now() + interval '1 year', 60, 'gold', ?, 'test')""",
                clockId, ids.next(), ids.next(), calendar.substring(PATH.length() + 1));
        operator().delete(calendar).then().statusCode(409)
                .body("detail", containsString("policy gold with 1 running clocks"));
        sql("UPDATE sla_clock SET state = 'cancelled' WHERE id = ?", clockId);

        operator().header("If-Match", "\"9\"").delete(calendar).then().statusCode(412);
        operator().delete(calendar).then().statusCode(204);
        operator().get(calendar).then().statusCode(404);
        operator().delete(calendar).then().statusCode(404);
        operator().get(calendar + "?version=1").then().statusCode(200).body("zone", equalTo("UTC"));
        post("{\"name\":\"" + calendar.substring(PATH.length() + 1) + "\",\"zone\":\"UTC\"," + WEEK + "}").then()
                .statusCode(201).header("ETag", "\"2\"").header("Location", endsWith(calendar));
        operator().delete(PATH + "/office").then().statusCode(409);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "name | letters | {\"zone\":\"UTC\"}",
            "name | letters | {\"name\":\"try\"}",
            "name | letters | {\"name\":\"a/b\"}",
            "hours | no field | {\"name\":\"n\",\"zone\":\"UTC\",\"hours\":{}}",
            "zone | no known | {\"name\":\"n\",\"zone\":\"Mars\",\"week\":{\"mon\":[[\"09:00\",\"18:00\"]]}}",
            "week | no open time | {\"name\":\"n\",\"zone\":\"UTC\",\"week\":{}}",
            "week.mon | overlaps | {\"name\":\"n\",\"zone\":\"UTC\",\"week\":{\"sun\":[[\"22:00\",\"06:00\"]],\"mon\":[[\"05:00\",\"18:00\"]]}}",
            "week | less than 52 hours | {\"name\":\"n\",\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"09:30\"]]}}",
            "week | less than 52 hours | {\"name\":\"n\",\"zone\":\"UTC\",\"special_days\":{\"2020-02-21\":[[\"09:00\",\"18:00\"]]}}",
            "holidays | neither a date | {\"name\":\"n\",\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"18:00\"]]},\"holidays\":[\"2026-02-30\"]}",
            "special_days | no date | {\"name\":\"n\",\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"18:00\"]]},\"special_days\":{\"easter\":[]}}",
            "country | no country | {\"name\":\"n\",\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"18:00\"]]},\"country\":\"Russia\"}",
            "feed | https | {\"name\":\"n\",\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"18:00\"]]},\"feed\":\"http://localhost/a.ics\"}",
            "feed | https | {\"name\":\"n\",\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"18:00\"]]},\"feed\":\"https://user@localhost/a.ics\"}",
            "feed | does not allow: 169.254.169.254 | {\"name\":\"n\",\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"18:00\"]]},\"feed\":\"https://169.254.169.254/a.ics\"}",
            "feed | no address | {\"name\":\"n\",\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"18:00\"]]},\"feed\":\"https://local host\"}",
            "body | JSON object | []"})
    void namesTheFieldThatIsWrong(String field, String reason, String body) {
        post(body).then().statusCode(400).body("errors[0].field", equalTo(field))
                .body("errors[0].reason", containsString(reason));
    }

    @Test
    void refusesASecondOfTheSameNameAndChangesOfNone() {
        post("{\"name\":\"office\",\"zone\":\"UTC\"," + WEEK + "}").then().statusCode(409);
        patch(PATH + "/" + name(), "{}").then().statusCode(404);
        String calendar = added("");
        patch(calendar, "{\"week\":null}").then().statusCode(400).body("errors[0].field", equalTo("week"));
        patch(calendar, "7").then().statusCode(400).body("errors[0].field", equalTo("body"));
        patch(calendar, "{\"holidays\":[" + "\"2026-01-01\",".repeat(30_000) + "\"2026-01-01\"]}").then()
                .statusCode(413);
    }

    @Test
    void letsOperatorsReadAndSupervisorsWrite() {
        String user = "u" + ids.next();
        operator().body(Map.of("name", user, "password", "correct horse", "roles", List.of("operator")))
                .post("/api/v1/users").then().statusCode(201);
        RequestSpecification person = given().auth().preemptive().basic(user, "correct horse");

        await().atMost(Duration.ofSeconds(10)).until(() -> person.get(PATH).statusCode() == 200);
        person.get(PATH + "/days/RU/2026").then().statusCode(200);
        person.contentType("application/json").body("{}").post(PATH).then().statusCode(403);
        person.contentType("application/json").body("{}").patch(PATH + "/office").then().statusCode(403);
        person.delete(PATH + "/office").then().statusCode(403);
        person.contentType("text/csv").body("date").put(PATH + "/days/RU/2026").then().statusCode(403);
        person.contentType("text/calendar").body("x").put(PATH + "/office/closed-days").then().statusCode(403);
        given().get(PATH).then().statusCode(401);
    }

    @Test
    void showsOfficialYearsWithTheirTotals() {
        operator().get(PATH + "/days/RU/2024").then().statusCode(200).body("published", equalTo(true))
                .body("totals.hours_40h_week", equalTo(1979)).body("totals.working_days", equalTo(248))
                .body("totals.of_them_short", equalTo(5)).body("totals.days_off", equalTo(118))
                .body("days.find { it.date == '2024-04-29' }.moved_from", equalTo("2024-04-27"))
                .body("days.find { it.date == '2024-06-12' }.name", equalTo("День России"));
        operator().get(PATH + "/days/RU/2030").then().body("published", equalTo(false)).body("days", hasSize(14));
        operator().get(PATH + "/days/DE-BY/2026").then().body("published", equalTo(false))
                .body("days.date", hasItem("2026-01-06"));
        operator().get(PATH + "/days").then().body("data.findAll { it.country == 'RU' }.totals.hours_40h_week",
                hasItems(1979, 1749));
        operator().get(PATH + "/days/ZZ/2026").then().statusCode(400).body("errors[0].field", equalTo("country"));
        operator().get(PATH + "/days/RU/1").then().statusCode(400).body("errors[0].field", equalTo("year"));
    }

    @Test
    void takesInTheNextYear() {
        String calendar = added(",\"country\":\"RU\"");
        Instant monday = Instant.parse("2027-03-01T12:00:00Z");
        Instant saturday = Instant.parse("2027-02-20T12:00:00Z");
        assertThat(List.of(open(calendar, monday), open(calendar, saturday))).containsExactly(true, false);

        String csv = "date,kind,name,moved_from\n2027-01-01,off,Новый год,\n2027-02-20,work,,\n\n2027-03-01,off,,2027-02-20\n";
        for (int again = 0; again < 2; again++) {
            operator().contentType("text/csv").body(csv.getBytes(StandardCharsets.UTF_8)).put(PATH + "/days/RU/2027")
                    .then().statusCode(200).body("days", hasSize(3)).body("totals.hours_40h_week", equalTo(260 * 8));
        }
        assertThat(List.of(open(calendar, monday), open(calendar, saturday))).containsExactly(false, true);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> !calendars.named(calendar.substring(PATH.length() + 1)).isOpen(monday));

        operator().body("{\"days\":[{\"date\":\"2027-01-01\",\"kind\":\"off\",\"name\":null}]}")
                .put(PATH + "/days/RU/2027").then().statusCode(200);
        assertThat(List.of(open(calendar, monday), open(calendar, saturday))).containsExactly(true, false);
        sql("DELETE FROM calendar_day WHERE country = 'RU' AND day BETWEEN '2027-01-01' AND '2027-12-31'");
        sql("DELETE FROM calendar_year WHERE country = 'RU' AND year = 2027");
    }

    @Test
    void namesTheLinesOfAYearThatAreWrong() {
        operator().contentType("text/csv")
                .body("date,kind,name,moved_from\n2028-01-01,off,,\n2028-13-01,off,,\n2027-01-01,off,,\n2028-01-02,free,,\n2028-01-01,off,,yesterday\n")
                .put(PATH + "/days/RU/2028").then().statusCode(400).body("errors.field",
                        equalTo(List.of("line 3: date", "line 4: date", "line 5: kind", "line 6: date",
                                "line 6: moved_from")));
        operator().body("{\"days\":[{\"date\":\"2028-01-01\",\"kind\":\"off\",\"hours\":1}]}")
                .put(PATH + "/days/RU/2028").then().statusCode(400).body("errors[0].field", equalTo("days[0].hours"));
        operator().get(PATH + "/days/RU/2028").then().body("published", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "[]", "{}", "{\"days\":7}", "{\"days\":", "null"})
    void refusesAYearThatIsNone(String body) {
        operator().body(body).put(PATH + "/days/RU/2028").then().statusCode(400);
    }

    private static String ical(String... dates) {
        StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n");
        for (String date : dates) {
            text.append("BEGIN:VEVENT\r\nUID:").append(date).append("\r\nDTSTART;VALUE=DATE:").append(date)
                    .append("\r\nEND:VEVENT\r\n");
        }
        return text + "END:VCALENDAR\r\n";
    }

    @Test
    void closesOnTheDaysOfAFile() {
        String calendar = added("");
        Instant at = noonOf(nextTuesday());
        String file = ical(nextTuesday().format(DateTimeFormatter.BASIC_ISO_DATE));
        operator().contentType("text/calendar").body(file).put(calendar + "/closed-days").then().statusCode(200)
                .body("days", equalTo(1)).body("ignored", equalTo(0));

        assertThat(open(calendar, at)).isFalse();
        operator().get(calendar).then().body("closures[0].source", equalTo("file"))
                .body("closures[0].first", equalTo(nextTuesday().toString()));
        operator().contentType("text/calendar").body("no calendar").put(calendar + "/closed-days").then()
                .statusCode(400).body("errors[0].field", equalTo("body"));
        operator().contentType("text/calendar").body(file.replace("END:VEVENT", "RRULE:FREQ=DAILY\r\nEND:VEVENT"))
                .put(calendar + "/closed-days").then().statusCode(400);
        assertThat(open(calendar, at)).isFalse();
        operator().delete(calendar + "/closed-days").then().statusCode(204);
        operator().delete(calendar + "/closed-days").then().statusCode(404);
        assertThat(open(calendar, at)).isTrue();
    }

    private LocalDate nextTuesday() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.TUESDAY));
    }

    private static Instant noonOf(LocalDate date) {
        return date.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    @Test
    void followsAFeedAndKeepsWhatItReadLast() {
        Instant at = noonOf(nextTuesday());
        var served = new AtomicReference<>(ical(nextTuesday().format(DateTimeFormatter.BASIC_ISO_DATE)));
        try (var server = new FeedServer()) {
            server.serve("/days.ics", served::get);
            String calendar = added(",\"feed\":\"" + server.url("/days.ics") + "\"");
            String name = calendar.substring(PATH.length() + 1);
            awaitFeed(calendar, 1, null);
            assertThat(open(calendar, at)).isFalse();
            await().atMost(Duration.ofSeconds(5)).until(() -> !calendars.named(name).isOpen(at));

            served.set("");
            sql("UPDATE calendar_closure SET next_at = now() WHERE name = ?", name);
            awaitFeed(calendar, 1, "it answered with status 503");
            assertThat(open(calendar, at)).isFalse();

            served.set(ical());
            awaitFeed(calendar, 0, null);
            patch(calendar, "{\"feed\":null}").then().statusCode(200).body("feed", nullValue())
                    .body("closures", hasSize(0));
        }
    }

    private static void awaitFeed(String calendar, int days, String fault) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonPath shown = operator().get(calendar).jsonPath();
            assertThat(shown.<Integer>get("closures[0].days")).isEqualTo(days);
            assertThat(shown.getString("closures[0].fault")).isEqualTo(fault);
            assertThat(shown.getString("closures[0].fetched") == null).isEqualTo(days == 0 && fault != null);
        });
    }
}
