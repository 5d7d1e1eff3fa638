package contacthub.contact.report;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.restassured.specification.RequestSpecification;

import contacthub.contact.RunningService;
import contacthub.contracts.Json;
import contacthub.testkit.CallCentre;
import contacthub.testkit.ClockRecount;

/** Measured spans and the reports over them, through HTTP. */
@RunningService
class ResponseTimesIT {

    private static final String REPORT = "/api/v1/reports/response-times";
    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String SENT = "contacthub.contact.sent.v1";
    private static final String POLICIES = "/api/v1/sla-policies";
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @Inject
    DataSource source;

    @Inject
    SpanRetention retention;

    private static void govern() {
        operator().body(Map.of("name", "calls", "position", 10, "match", Map.of("channel", "call"), "targets",
                Map.of("first-reply", Map.of("minutes", 1)))).post(POLICIES).then().statusCode(201);
        operator().body(Map.of("name", "letters", "position", 20, "match", Map.of("channel", "paper"), "targets",
                Map.of("first-reply", Map.of("minutes", 60), "resolution", Map.of("minutes", 600)))).post(POLICIES)
                .then().statusCode(201);
        assertThat(governing("call") + " " + governing("paper")).isEqualTo("calls letters");
    }

    @AfterEach
    void noPolicies() {
        operator().delete(POLICIES + "/calls");
        operator().delete(POLICIES + "/letters");
    }

    private static String governing(String channel) {
        return operator().body(Map.of("channel", channel)).post(POLICIES + "/try").jsonPath().getString("policy");
    }

    /** A moment at which nothing else begins. */
    private static Instant moment() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS)
                .minusSeconds(86_400L * 100 + new Random().nextInt(86_400 * 200));
    }

    /** A letter's conversation. */
    private static String letter(String email, Instant at) {
        Map<String, Object> data = new HashMap<>(contact(email, "Where is my order?"));
        data.put("channel", "paper");
        return posted(RECEIVED, data, email, at);
    }

    private static String answer(String email, Instant at, String by) {
        return posted(SENT, Map.of("channel", "paper", "to", Map.of("type", "email", "value", email), "text",
                "On its way.", "operator", by), email, at);
    }

    private static String posted(String type, Map<String, Object> data, String email, Instant at) {
        Map<String, Object> event = new HashMap<>(event(type, data));
        event.put("time", at.toString());
        return timeline("email:" + email, accepted(post(event)))
                .getString("data.find { it.type == '" + type + "' }.conversation_id");
    }

    private static RequestSpecification asking(Instant from, Duration length) {
        return operator().queryParam("from", from.toString()).queryParam("to", from.plus(length).toString());
    }

    /** What began in one second: clock, group, count, met, unanswered, average. */
    private static List<String> of(Instant second, String clock) {
        List<String> rows = new ArrayList<>();
        JsonNode report = Json.read(asking(second, Duration.ofSeconds(1)).queryParam("by", "operator")
                .queryParam("clock", clock).get(REPORT).then().statusCode(200).extract().asByteArray(), JsonNode.class);
        report.path("data").forEach(row -> rows.add(row.path("group").asText("nobody") + " " + row.path("count")
                + " " + row.path("met") + " " + row.path("unanswered") + " "
                + row.path("average_seconds").asLong(-1)));
        return rows;
    }

    @Test
    void keepsOneSpanPutRightByWhatArrivesLate() {
        govern();
        String email = newEmail();
        Instant at = moment();
        String conversation = letter(email, at);
        await().untilAsserted(() -> assertThat(of(at, "first-reply")).containsExactly("nobody 1 0 1 -1"));

        answer(email, at.plusSeconds(7_200), "Olga");
        assertThat(of(at, "first-reply")).containsExactly("Olga 1 0 0 7200");
        answer(email, at.plusSeconds(1_800), "Oleg");
        assertThat(of(at, "first-reply")).containsExactly("Oleg 1 1 0 1800");

        String act = "/api/v1/conversations/" + conversation;
        await().untilAsserted(() -> assertThat(of(at, "resolution")).containsExactly("nobody 1 0 1 -1"));
        operator().post(act + "/resolve").then().statusCode(201);
        assertThat(of(at, "resolution")).singleElement().asString().startsWith("admin 1 0 0 ");
        operator().body(Map.of()).post(act + "/reopen").then().statusCode(201);
        assertThat(of(at, "resolution")).containsExactly("nobody 1 0 1 -1");

        letter(email, at.minusSeconds(60));
        assertThat(of(at, "first-reply")).isEmpty();
        assertThat(of(at.minusSeconds(60), "first-reply")).containsExactly("Oleg 1 1 0 1860");
        SpansAndClocks.assertAgree(source);
    }

    @Test
    void forgetsTheSpanOfAClockThatHasNotEndedAfterAll() {
        govern();
        String email = newEmail();
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1_000 + new Random().nextInt(2_000));
        String conversation = letter(email, at);
        assertThat(of(at, "resolution")).isEmpty();
        operator().post("/api/v1/conversations/" + conversation + "/resolve").then().statusCode(201);
        assertThat(of(at, "resolution")).singleElement().asString().startsWith("admin 1 1 0 ");
        operator().body(Map.of()).post("/api/v1/conversations/" + conversation + "/reopen").then().statusCode(201);
        assertThat(of(at, "resolution")).isEmpty();
    }

    @Test
    void equalsRecomputationFromTheClockLog() throws SQLException {
        govern();
        CallCentre calls = CallCentre.found(newEmail()).first(400);
        integration().contentType("application/cloudevents-batch+json").body(Json.bytes(calls.events()))
                .post("/api/v1/events").then().statusCode(202);
        Duration year = Duration.between(calls.begins(), calls.ends());
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> asking(calls.begins(), year)
                .queryParam("channel", "call").get(REPORT).then().body("data[0].count", equalTo(calls.size()))
                .body("data[0].met", equalTo((int) calls.inTime())));

        for (By by : By.values()) {
            for (ZoneId zone : List.of(TOKYO, ZoneId.of("America/New_York"))) {
                assertThat(ClockRecount.cells(asking(calls.begins(), Duration.ofDays(20)).queryParam("by", by.text())
                        .queryParam("zone", zone.getId()).accept("text/csv").get(REPORT).then().statusCode(200)
                        .extract().asString()))
                        .as("by %s in %s", by, zone)
                        .isEqualTo(recount(calls.begins(), Duration.ofDays(20)).cells(by.text(), zone)).isNotEmpty();
            }
        }
    }

    private ClockRecount recount(Instant from, Duration length) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return ClockRecount.read(connection, from, from.plus(length), ResponseTimesIT::working);
        }
    }

    private static Duration working(String calendar, Instant from, Instant to) {
        return Duration.ofSeconds(operator().body(Map.of("calendar", calendar, "op", "between", "start",
                from.toString(), "end", to.toString())).post("/api/v1/calendars/try").jsonPath().getLong("result"));
    }

    @Test
    void writesCsvThatNoSpreadsheetRuns() {
        govern();
        String email = newEmail();
        Instant at = moment();
        letter(email, at);
        answer(email, at.plusSeconds(90), "=HYPERLINK(\"x\")");
        String csv = asking(at, Duration.ofSeconds(1)).queryParam("by", "operator").queryParam("clock", "first-reply")
                .accept("text/csv").get(REPORT).then().statusCode(200).header("Content-Type", startsWith("text/csv"))
                .extract().asString();
        assertThat(csv).isEqualTo("""
                clock,group,count,met,hit_rate,unanswered,average_seconds,median_seconds,p90_seconds,p95_seconds,\
                average_working_seconds,median_working_seconds,p90_working_seconds,p95_working_seconds\r
                first-reply,"'=HYPERLINK(""x"")",1,1,1.0000,0,90.000,90.000,90.000,90.000,90.000,90.000,90.000,90.000\r
                """);
    }

    @Test
    void keepsTheNumbersOfAnErasedCustomer() {
        govern();
        String email = newEmail();
        Instant at = moment();
        letter(email, at);
        answer(email, at.plusSeconds(90), "Olga");
        operator().delete("/api/v1/customers/email:" + email).then().statusCode(202);
        await().untilAsserted(() -> operator().get("/api/v1/customers/email:" + email).then().statusCode(404));
        assertThat(of(at, "first-reply")).containsExactly("Olga 1 1 0 90");
    }

    @ParameterizedTest
    @CsvSource({ "by, colour", "from, yesterday", "to, 2026-13-01T00:00:00Z", "from, 1999-01-01T00:00:00Z",
            "from, 2999-01-01T00:00:00Z", "to, +100000-01-01T00:00:00Z", "zone, Mars/Olympus", "zone, +03:00",
            "channel, pigeon", "kind, noise", "clock, alarm"})
    void refusesParametersByName(String name, String value) {
        operator().queryParam(name, value).get(REPORT).then().statusCode(400).body("errors[0].field", equalTo(name));
    }

    @Test
    void forgetsSpansThatBeganLongAgo() throws SQLException {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO measured_span (clock_id, conversation_id, clock, channel, kind, policy, "
                            + "policy_version, started_at, met) SELECT gen_random_uuid(), gen_random_uuid(), 'first-reply', "
                            + "'paper', 'other', 'old', 1, now() - n * interval '1 day', false FROM generate_series(3640, 3660) n");
            retention.forget();
            try (ResultSet left = statement.executeQuery("SELECT count(*) FROM measured_span WHERE policy = 'old'")) {
                left.next();
                assertThat(left.getInt(1)).isEqualTo(10);
            }
            statement.executeUpdate("DELETE FROM measured_span WHERE policy = 'old'");
        }
    }
}
