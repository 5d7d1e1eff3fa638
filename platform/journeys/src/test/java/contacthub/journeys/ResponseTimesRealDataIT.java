package contacthub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;
import contacthub.testkit.CallCentre;
import contacthub.testkit.ClockRecount;

/**
 * A year of calls and a day of requests to a city through the front door: every cell of every report on them is what
 * plain Java counts from the clocks' logs, and the calls answered in time are those that the data
 * itself says, but for ten on the verge.
 */
class ResponseTimesRealDataIT {

    private static final String POLICIES = "/api/v1/sla-policies";
    private static final String CALENDAR = "city";
    private static final List<String> BY = List.of("clock", "operator", "channel", "kind", "segment", "policy",
            "policy_version", "hour", "weekday", "day");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(17, 0);

    private static RunningHub hub;
    private static Operator administrator;
    private static Quiet quiet;
    private static CallCentre calls;
    private static RealData data;

    private final Map<List<Object>, Duration> answered = new HashMap<>();

    @BeforeAll
    static void start() {
        calls = CallCentre.found("times-");
        data = RealData.found("times-", 500);
        hub = RunningHub.shared();
        administrator = hub.administrator("contact");
        quiet = new Quiet(hub);
        quiet.await();
        List<List<String>> hours = List.of(List.of("09:00", "17:00"));
        administrator.create("/api/v1/calendars", Map.of("name", CALENDAR, "zone", NEW_YORK.getId(), "week",
                Map.of("mon", hours, "tue", hours, "wed", hours, "thu", hours, "fri", hours, "sat", hours, "sun",
                        hours)));
        policy("phone", 1, Map.of("channel", "call", "kind", "question"), Map.of("first-reply", Map.of("minutes", 1)));
        Map<String, Object> day = Map.of("minutes", 60, "calendar", CALENDAR);
        policy("town", 2, Map.of("kind", "complaint"),
                Map.of("first-reply", day, "next-reply", day, "update", day, "resolution", day));
        Awaitility.await().untilAsserted(() -> assertThat(List.of(governing("call", "question"),
                governing("web", "complaint"))).containsExactly("phone", "town"));
    }

    @AfterAll
    static void end() {
        if (administrator != null) {
            administrator.remove(POLICIES + "/phone");
            administrator.remove(POLICIES + "/town");
        }
    }

    private static void policy(String name, int position, Map<String, String> match, Map<String, ?> targets) {
        administrator.create(POLICIES, Map.of("name", name, "position", position, "match", match, "targets", targets));
    }

    private static String governing(String channel, String kind) {
        return administrator.tryOut(POLICIES + "/try", Map.of("channel", channel, "kind", kind)).path("policy")
                .asText();
    }

    @Test
    void countsAYearOfCallsAsTheirLogsSay() throws SQLException {
        List<JsonNode> events = calls.events().stream().map(Json.MAPPER::<JsonNode>valueToTree).toList();
        deliver(Load.of(Posting.batches(events, 500), events));

        JsonNode row = administrator.get(path(calls.begins(), calls.ends(), "policy", NEW_YORK) + "&channel=call")
                .path("data").path(0);
        assertThat(row.path("count").asLong()).isEqualTo(calls.size());
        assertThat(row.path("met").asLong()).isEqualTo(calls.inTime());
        assertThat(calls.otherwiseStated()).isEqualTo(10);
        compare("callcentre-sim", calls.begins(), calls.ends());
    }

    @Test
    void countsADayOfRequestsToACityAsTheirLogsSay() throws SQLException {
        deliver(data.requests());
        compare("nyc311", Instant.parse("2022-05-01T00:00:00Z"), Instant.parse("2022-06-15T00:00:00Z"));
    }

    private static void deliver(Load load) {
        long begun = System.nanoTime();
        load.deliver(hub.integration());
        quiet.await();
        System.out.printf("%,d events posted, %d s until quiet%n", load.posted(),
                Duration.ofNanos(System.nanoTime() - begun).toSeconds());
    }

    private void compare(String collection, Instant from, Instant to) throws SQLException {
        ClockRecount recount = hub.ledger().recount(from, to, this::working);
        Map<String, Integer> compared = new LinkedHashMap<>();
        for (String by : BY) {
            Map<List<String>, List<String>> told = ClockRecount
                    .cells(administrator.csv(path(from, to, by, NEW_YORK)));
            assertThat(told).as("%s by %s", collection, by).isEqualTo(recount.cells(by, NEW_YORK)).isNotEmpty();
            compared.put(by, told.values().stream().mapToInt(List::size).sum());
        }
        System.out.printf("%n%s: %,d spans, cells equal to the recomputation: %s%n%s%n", collection, recount.size(),
                compared, administrator.csv(path(from, to, "weekday", NEW_YORK)));
    }

    private static String path(Instant from, Instant to, String by, ZoneId zone) {
        return "/api/v1/reports/response-times?by=" + by + "&from=" + from + "&to=" + to + "&zone=" + zone;
    }

    /** The calendar of this test in plain Java; those of others that began in the same days as the hub itself says. */
    private Duration working(String calendar, Instant from, Instant to) {
        return calendar.equals(CALENDAR)
                ? working(from.atZone(NEW_YORK), to.atZone(NEW_YORK))
                : answered.computeIfAbsent(List.of(calendar, from, to), any -> Duration.ofSeconds(administrator
                        .tryOut("/api/v1/calendars/try", Map.of("calendar", calendar, "op", "between", "start",
                                from.toString(), "end", to.toString()))
                        .path("result").asLong()));
    }

    private static Duration working(ZonedDateTime from, ZonedDateTime to) {
        Duration sum = Duration.ZERO;
        for (ZonedDateTime day = from; !day.toLocalDate().isAfter(to.toLocalDate()); day = day.plusDays(1)) {
            ZonedDateTime begins = day.with(OPENS).isBefore(from) ? from : day.with(OPENS);
            ZonedDateTime ends = day.with(CLOSES).isAfter(to) ? to : day.with(CLOSES);
            sum = begins.isBefore(ends) ? sum.plus(Duration.between(begins, ends)) : sum;
        }
        return sum;
    }
}
