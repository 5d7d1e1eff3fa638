package contacthub.contact.report;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.contact.RunningService;

/** Each way to make response times look better than they are is found, and what only resembles it is not. */
@RunningService
class HonestyIT {

    private static final String REPORT = "/api/v1/reports/honesty";
    private static final String RECEIVED = "contacthub.contact.received.v1";

    private static String asked(String email) {
        return conversation(email, event(RECEIVED, contact(email, "Where is my order?")));
    }

    private static String conversation(String email, Map<String, Object> event) {
        return timeline("email:" + email, accepted(post(event)))
                .getString("data.find { it.type == '" + RECEIVED + "' }.conversation_id");
    }

    private static void act(String conversation, String act, Map<String, ?> body) {
        operator().body(body).post("/api/v1/conversations/" + conversation + "/" + act).then().statusCode(201);
    }

    /** What is found of a conversation, in order. */
    private static List<String> found(String conversation) {
        return operator().queryParam("page[size]", 200).get(REPORT).then().statusCode(200).extract().jsonPath()
                .getList("data.findAll { it.conversation == '" + conversation
                        + "' }.collect { it.finding + ' ' + it.operator + ': ' + it.because }");
    }

    @Test
    void findsAPauseWhileTheCustomerWaits() {
        String pausing = asked(newEmail());
        act(pausing, "snooze", Map.of());
        String honest = asked(newEmail());
        act(honest, "replies", Map.of("text", "Which order?"));
        act(honest, "snooze", Map.of());

        assertThat(found(pausing)).singleElement().asString().startsWith("paused_while_customer_waited admin: Set to "
                + "wait for the customer, who had been waiting for an answer since ");
        assertThat(found(honest)).isEmpty();
    }

    @Test
    void findsAnAnswerThatOnlyStoppedAClock() {
        String dotted = asked(newEmail());
        act(dotted, "replies", Map.of("text", " ... 👍 "));
        String brief = asked(newEmail());
        act(brief, "replies", Map.of("text", "да"));

        assertThat(found(dotted)).containsExactly("empty_answer admin: An answer with 0 letters or digits stopped "
                + "first-reply.");
        assertThat(found(brief)).isEmpty();
    }

    @Test
    void findsFreshClocksOfMattersThatWereClosedUnanswered() {
        String reopened = asked(newEmail());
        act(reopened, "resolve", Map.of());
        act(reopened, "reopen", Map.of());
        String email = newEmail();
        String left = asked(email);
        act(left, "resolve", Map.of());
        assertThat(found(left)).isEmpty();
        Map<String, Object> again = new HashMap<>(contact(email, "Where is my order?"));
        again.put("thread", "<again@example.org>");
        conversation(email, event(RECEIVED, again));
        String honest = asked(newEmail());
        act(honest, "replies", Map.of("text", "It is on its way."));
        act(honest, "resolve", Map.of());
        act(honest, "reopen", Map.of());

        assertThat(found(reopened)).singleElement().asString().startsWith("fresh_clock admin: Resolved while the "
                + "customer had been waiting for an answer since ").endsWith(" in conversation " + reopened + ".");
        assertThat(found(left)).singleElement().asString().startsWith("fresh_clock admin: ")
                .doesNotEndWith(left + ".");
        assertThat(found(honest)).isEmpty();
    }

    @Test
    void findsAPromiseMovedMoreThanOnce() {
        String moved = askedLongAgo();
        List.of(10, 20, 30, 40).forEach(minutes -> promise(moved, minutes));
        String once = askedLongAgo();
        List.of(10, 20).forEach(minutes -> promise(once, minutes));
        String sooner = askedLongAgo();
        List.of(30, 20, 10).forEach(minutes -> promise(sooner, minutes));

        assertThat(found(moved)).hasSize(2).allMatch(one -> one.startsWith("promise_moved admin: Promised for "))
                .anyMatch(one -> one.endsWith(": time 2 that the promise was moved without an answer."))
                .anyMatch(one -> one.endsWith(": time 3 that the promise was moved without an answer."));
        assertThat(found(once)).isEmpty();
        assertThat(found(sooner)).isEmpty();
    }

    /** So long that it is not acknowledged, which would be a promise too. */
    private static String askedLongAgo() {
        String email = newEmail();
        Map<String, Object> event = new HashMap<>(event(RECEIVED, contact(email, "Where is my order?")));
        event.put("time", Instant.now().minus(Duration.ofDays(2)).toString());
        return conversation(email, event);
    }

    private static void promise(String conversation, int minutes) {
        act(conversation, "promises", Map.of("by", Instant.now().plus(Duration.ofMinutes(minutes)).toString(), "told",
                true, "because", "The supplier is late."));
    }

    @Test
    void readsOnByPagesAndAllAtOnceAsCsv() {
        List<String> pausing = List.of(asked(newEmail()), asked(newEmail()));
        pausing.forEach(one -> act(one, "snooze", Map.of()));
        String next = operator().queryParam("finding", "paused_while_customer_waited").queryParam("operator", "admin")
                .queryParam("page[size]", 1).get(REPORT).then().statusCode(200).extract().path("links.next");
        operator().urlEncodingEnabled(false).get(next).then().statusCode(200).body("data.size()", equalTo(1));

        String csv = operator().accept("text/csv").queryParam("finding", "paused_while_customer_waited").get(REPORT)
                .then().statusCode(200).extract().asString();
        assertThat(csv).startsWith("finding,at,id,conversation,operator,because\r\n").contains(pausing);
        assertThat(csv.lines().skip(1)).allMatch(line -> line.startsWith("paused_while_customer_waited,"));
    }

    @ParameterizedTest
    @CsvSource({ "from, yesterday", "finding, theft", "page[size], 0", "page[after], x"})
    void refusesParametersByName(String name, String value) {
        operator().queryParam(name, value).get(REPORT).then().statusCode(400).body("errors[0].field", equalTo(name));
    }
}
