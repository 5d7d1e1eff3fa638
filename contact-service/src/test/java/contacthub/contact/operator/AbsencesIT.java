package contacthub.contact.operator;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.restassured.specification.RequestSpecification;

import contacthub.contact.RunningService;

/** What becomes of the conversations of operators who are away; the return time of the tests is two seconds. */
@RunningService
class AbsencesIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String ABSENCES = "/api/v1/absences";
    private static final String PASSWORD = "a-password-to-be-away";
    private static final List<String> WEEKDAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private final String always = "around-the-clock-" + UUID.randomUUID();
    private final String notNow = "not-today-" + UUID.randomUUID();

    @BeforeEach
    void calendars() {
        Map<String, Object> all = new HashMap<>();
        WEEKDAYS.forEach(day -> all.put(day, List.of(List.of("00:00", "24:00"))));
        calendar(always, all);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Map<String, Object> others = new HashMap<>(all);
        List.of(today.minusDays(1), today, today.plusDays(1))
                .forEach(day -> others.remove(WEEKDAYS.get(day.getDayOfWeek().getValue() - 1)));
        calendar(notNow, others);
    }

    private static void calendar(String name, Map<String, Object> week) {
        operator().body(Map.of("name", name, "zone", "UTC", "week", week)).post("/api/v1/calendars").then()
                .statusCode(201);
    }

    private static String person(String calendar) {
        String name = "p" + UUID.randomUUID();
        operator().body(Map.of("name", name, "password", PASSWORD, "roles", List.of("operator")))
                .post("/api/v1/users").then().statusCode(201);
        operator().body(Map.of("calendar", calendar)).put("/api/v1/operators/" + name + "/hours").then()
                .statusCode(200).body("calendar", equalTo(calendar));
        await().until(() -> as(name).get(ABSENCES).statusCode(), equalTo(200));
        return name;
    }

    private static RequestSpecification as(String person) {
        return given().auth().preemptive().basic(person, PASSWORD).contentType("application/json");
    }

    private static String ownedBy(String person, String email) {
        String conversation = timeline("email:" + email, accepted(post(event(RECEIVED, contact(email, "Hello")))))
                .getString("data.find { it.type == '" + RECEIVED + "' }.conversation_id");
        operator().body(Map.of("operator", person)).post("/api/v1/conversations/" + conversation + "/assign").then()
                .statusCode(201);
        return conversation;
    }

    private static String ownedBy(String person) {
        return ownedBy(person, newEmail());
    }

    private static String owner(String conversation) {
        return operator().get("/api/v1/conversations/" + conversation).path("owner");
    }

    private static String away(String person, Instant from) {
        return operator().body(Map.of("operator", person, "from", from.toString(), "because", "ill")).post(ABSENCES)
                .then().statusCode(201).extract().path("id");
    }

    private static List<String> returns(String email) {
        return timeline("email:" + email, null)
                .getList("data.findAll { it.summary?.startsWith('Back to the queue') }.summary");
    }

    /** From the first assignment to the return, as the timeline tells it, the newest first. */
    private static Duration owned(String email) {
        List<String> assigned = timeline("email:" + email, null)
                .getList("data.findAll { it.type == 'contacthub.conversation.assigned.v1' }.occurred_at");
        return Duration.between(Instant.parse(assigned.get(assigned.size() - 1)), Instant.parse(assigned.get(0)));
    }

    @Test
    void bringsConversationsOfTheAbsentBackOnceAndLeavesTheOthers() {
        String ill = person(always);
        String email = newEmail();
        String left = ownedBy(ill, email);
        Instant hourAgo = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(1));
        String back = person(always);
        operator().delete(ABSENCES + "/" + away(back, hourAgo)).then().statusCode(204);
        String kept = ownedBy(back);
        String closed = person(notNow);
        String later = ownedBy(closed);
        away(closed, hourAgo);
        away(ill, hourAgo);
        operator().get("/api/v1/operators?page[size]=200").then()
                .body("data.find { it.name == '" + ill + "' }.away.because", equalTo("ill"));
        String again = ownedBy(ill);

        await().atMost(Duration.ofSeconds(10)).until(() -> owner(left) == null);
        assertThat(returns(email)).singleElement().asString().contains(ill + " is away since " + hourAgo);
        assertThat(owned(email)).as("time it stayed with its owner").isGreaterThan(Duration.ofMillis(1_900));
        assertThat(owner(kept)).isEqualTo(back);
        assertThat(owner(later)).isEqualTo(closed);

        await().atMost(Duration.ofSeconds(10)).until(() -> owner(again) == null);
        assertThat(returns(email)).hasSize(1);
    }

    @Test
    void letsOperatorsEnterTheirOwnAbsencesOnly() {
        String anna = person(always);
        String boris = person(always);
        as(anna).body(Map.of("operator", boris)).post(ABSENCES).then().statusCode(403);
        String id = as(anna).body(Map.of("until", Instant.now().plus(Duration.ofDays(2)).toString())).post(ABSENCES)
                .then().statusCode(201).body("operator", equalTo(anna)).body("entered_by", equalTo(anna))
                .body("from", notNullValue()).extract().path("id");
        as(boris).delete(ABSENCES + "/" + id).then().statusCode(403);
        as(boris).queryParam("operator", anna).get(ABSENCES).then().statusCode(200).body("data.id", hasItem(id));
        as(anna).delete(ABSENCES + "/" + id).then().statusCode(204);
        as(anna).delete(ABSENCES + "/" + id).then().statusCode(409);
        operator().queryParam("operator", anna).get(ABSENCES).then().body("data.id", not(hasItem(id)));

        String planned = away(anna, Instant.now().plus(Duration.ofDays(5)));
        operator().get("/api/v1/operators?page[size]=200").then()
                .body("data.find { it.name == '" + anna + "' }.away", equalTo(null));
        as(anna).delete(ABSENCES + "/" + planned).then().statusCode(204);
        as(anna).delete(ABSENCES + "/" + planned).then().statusCode(404);
    }

    @Test
    void refusesWhatMakesNoSenseNamingTheField() {
        refused(Map.of("operator", "nobody-" + UUID.randomUUID()), "operator");
        refused(Map.of("from", "2026-03-02T10:00:00Z", "until", "2026-03-02T09:00:00Z"), "until");
        refused(Map.of("from", "+1000000-01-01T00:00:00Z"), "from");
        String anna = person(always);
        operator().body(Map.of("calendar", "no such")).put("/api/v1/operators/" + anna + "/hours").then()
                .statusCode(400).body("errors[0].field", equalTo("calendar"));
        operator().body(Map.of()).put("/api/v1/operators/nobody-at-all/hours").then().statusCode(404);
        as(anna).body(Map.of()).put("/api/v1/operators/" + anna + "/hours").then().statusCode(403);
        operator().delete("/api/v1/calendars/" + always).then().statusCode(409);
    }

    private static void refused(Map<String, ?> absence, String field) {
        operator().body(absence).post(ABSENCES).then().statusCode(400).body("errors[0].field", equalTo(field));
    }
}
