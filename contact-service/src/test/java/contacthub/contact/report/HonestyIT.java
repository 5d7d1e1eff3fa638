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

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.contact.RunningService;
import contacthub.runtime.event.Ids;

/** Each way to make response times look better than they are is found, and what only resembles it is not. */
@RunningService
class HonestyIT {

    private static final String REPORT = "/api/v1/reports/honesty";
    private static final String RECEIVED = "contacthub.contact.received.v1";

    @Inject
    DataSource source;

    @Inject
    Ids ids;

    private static String asked(String email) {
        return timeline("email:" + email, accepted(post(event(RECEIVED, contact(email, "Where is my order?")))))
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
        asked(email);
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
    void findsAPromiseMovedMoreThanOnce() throws SQLException {
        String moved = asked(newEmail());
        promise(moved, 10, 100);
        promise(moved, 20, 200);
        promise(moved, 30, 300);
        promise(moved, 40, 400);
        String once = asked(newEmail());
        promise(once, 10, 100);
        promise(once, 20, 200);

        assertThat(found(moved)).hasSize(2).allMatch(one -> one.startsWith("promise_moved Olga: Promised for "))
                .anyMatch(one -> one.endsWith(": time 2 that the promise was moved without an answer."))
                .anyMatch(one -> one.endsWith(": time 3 that the promise was moved without an answer."));
        assertThat(found(once)).isEmpty();
    }

    /** As if an operator had told the customer a time. */
    private void promise(String conversation, int second, int until) throws SQLException {
        Instant now = Instant.now().minusSeconds(3_600);
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO happening (conversation_id, at, kind, id, until, operator)
                        SELECT ?, t::timestamptz + ? * interval '1 second', 'PROMISED', ?,
                            t::timestamptz + ? * interval '1 second', 'Olga' FROM (SELECT ? AS t) x""")) {
            insert.setObject(1, UUID.fromString(conversation));
            insert.setInt(2, second);
            insert.setObject(3, ids.next());
            insert.setInt(4, until);
            insert.setString(5, now.toString());
            insert.executeUpdate();
        }
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
