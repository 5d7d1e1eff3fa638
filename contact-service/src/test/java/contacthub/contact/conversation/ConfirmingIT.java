package contacthub.contact.conversation;

import static contacthub.contact.FrontDoor.accepted;
import static contacthub.contact.FrontDoor.awaitTimeline;
import static contacthub.contact.FrontDoor.contact;
import static contacthub.contact.FrontDoor.event;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static contacthub.contact.FrontDoor.post;
import static contacthub.contact.FrontDoor.timeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

import contacthub.contact.RunningService;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.Json;
import contacthub.contracts.Topics;
import contacthub.testkit.KafkaProbe;

/** Resolved needs the customer (spec 40): the question, the answers by message and by link, and silence. */
@RunningService
class ConfirmingIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String ASKED = "contacthub.conversation.asked.v1";
    private static final String REOPENED = "contacthub.conversation.reopened.v1";
    private static final String CONFIRMED = "contacthub.conversation.confirmed.v1";

    @Inject
    DataSource source;

    private static String written(String email, String text) {
        return written(email, contact(email, text));
    }

    private static String written(String email, Map<String, ?> data) {
        return timeline("email:" + email, accepted(post(event(RECEIVED, data))))
                .getString("data.find { it.type == '" + RECEIVED + "' && it.summary == '" + data.get("text")
                        + "' }.conversation_id");
    }

    private static void resolve(String conversation, Map<String, ?> body) {
        operator().body(body).post("/api/v1/conversations/" + conversation + "/resolve").then().statusCode(201);
    }

    private static JsonPath read(String conversation) {
        return operator().get("/api/v1/conversations/" + conversation).then().statusCode(200).extract().jsonPath();
    }

    private static String status(String conversation) {
        return read(conversation).getString("status");
    }

    /** A conversation that was answered and resolved, and whose customer has been asked. */
    private static String asked(String email) {
        String conversation = written(email, "It is broken.");
        operator().body(Map.of("text", "Have you tried to turn it off?"))
                .post("/api/v1/conversations/" + conversation + "/replies").then().statusCode(201);
        resolve(conversation, Map.of());
        awaitTimeline("email:" + email, types -> types.contains(ASKED));
        return conversation;
    }

    private static ConversationFact.Asked question(String conversation) {
        return Json.read(fact(conversation, ASKED), ConversationFact.Asked.class);
    }

    private static byte[] fact(String conversation, String type) {
        try (KafkaProbe probe = KafkaProbe.open()) {
            return probe.await(Topics.CONTACT_EVENTS,
                    one -> KafkaProbe.header(one, "ce_correlationid").equals(Optional.of(conversation))
                            && KafkaProbe.header(one, "ce_type").equals(Optional.of(type)))
                    .value();
        }
    }

    private static List<String> told(String email) {
        return timeline("email:" + email, null).getList("data.type");
    }

    @Test
    void asksOnceAndIsConfirmedByYes() {
        String email = newEmail();
        String conversation = asked(email);
        var question = question(conversation);
        assertThat(question.to().value()).isEqualTo(email);
        assertThat(question.channel()).isEqualTo("email");
        assertThat(question.link()).startsWith("https://hub.example/contact/public/solved/" + conversation + ".");
        assertThat(timeline("email:" + email, null).prettify()).as("what operators read")
                .doesNotContain("public/solved");

        assertThat(written(email, "Да, спасибо!")).isEqualTo(conversation);
        JsonPath confirmed = read(conversation);
        assertThat(confirmed.getString("status")).isEqualTo("confirmed");
        assertThat(confirmed.getString("confirmed_at")).isNotNull();
        assertThat(confirmed.getList("clocks.state")).doesNotContain("running");
        assertThat(told(email)).containsOnlyOnce(ASKED, CONFIRMED).doesNotContain(REOPENED);
        assertThat(Json.read(fact(conversation, CONFIRMED), ConversationFact.Confirmed.class).because())
                .isEqualTo("customer");
        operator().get("/api/v1/conversations?status=confirmed&page[size]=200").then()
                .body("data.id", org.hamcrest.Matchers.hasItem(conversation));

        assertThat(written(email, "And where is my invoice?")).isNotEqualTo(conversation);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Нет", "Да, но чехол не тот"})
    void isOpenedAgainByAnyOtherWord(String word) {
        String email = newEmail();
        String conversation = asked(email);
        assertThat(written(email, word)).isEqualTo(conversation);
        assertThat(status(conversation)).isEqualTo("open");
        assertThat(told(email)).containsOnlyOnce(REOPENED).doesNotContain(CONFIRMED);
        resolve(conversation, Map.of());
        await().untilAsserted(() -> assertThat(told(email)).filteredOn(ASKED::equals).hasSize(2));
    }

    @Test
    void asksNobodyWhereItIsToldNotToOrOnlyAMachineWrote() {
        String email = newEmail();
        String quiet = written(email, "It is broken.");
        resolve(quiet, Map.of("ask", false));
        String machine = newEmail();
        Map<String, Object> letter = new HashMap<>(contact(machine, "Nightly report"));
        letter.put("automatic", true);
        resolve(written(machine, letter), Map.of());
        asked(newEmail());
        assertThat(told(email)).doesNotContain(ASKED);
        assertThat(told(machine)).doesNotContain(ASKED);
        assertThat(written(email, "Yes")).as("an answer to no question").isEqualTo(quiet);
        assertThat(status(quiet)).isEqualTo("open");
        operator().body("{\"ask\":\"maybe\"}").post("/api/v1/conversations/" + quiet + "/resolve").then()
                .statusCode(400).body("errors[0].field", equalTo("ask"));
    }

    @Test
    void isConfirmedBySilenceAndOpenedAgainByAnOperatorOnly() throws SQLException {
        String email = newEmail();
        String conversation = asked(email);
        timeIsOver(conversation);
        await().until(() -> status(conversation), equalTo("confirmed"));
        assertThat(Json.read(fact(conversation, CONFIRMED), ConversationFact.Confirmed.class).because())
                .isEqualTo("silence");
        assertThat(written(email, "Hello again")).isNotEqualTo(conversation);
        operator().body(Map.of("because", "It came back")).post("/api/v1/conversations/" + conversation + "/reopen")
                .then().statusCode(201);
        assertThat(status(conversation)).isEqualTo("open");
        assertThat(read(conversation).getString("confirmed_at")).isNull();
    }

    private void timeIsOver(String conversation) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE confirmation SET confirm_at = now() WHERE conversation_id = ?::uuid")) {
            update.setString(1, conversation);
            assertThat(update.executeUpdate()).isOne();
        }
    }

    private static String page(String conversation) {
        return URI.create(question(conversation).link()).getPath().substring("/contact".length());
    }

    private static ValidatableResponse look(String page, String language) {
        return given().header("Accept-Language", language).get(page).then().statusCode(200)
                .contentType("text/html").header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
    }

    private static ValidatableResponse say(String page, String answer) {
        return given().header("Accept-Language", "en").formParam("answer", answer).post(page).then();
    }

    @Test
    void isOpenedAgainByTheLinkAndOnlyByAnswering() {
        String email = newEmail();
        String conversation = asked(email);
        String page = page(conversation);
        look(page, "ru-RU,ru;q=0.9,en;q=0.5").body(containsString("Ваш вопрос решён?"));
        look(page, "de, en;q=0.5").body(containsString("Is your matter solved?")).body(containsString("value=\"no\""));
        assertThat(status(conversation)).isEqualTo("resolved");

        say(page, "no").statusCode(200).body(containsString("We are working on it"));
        assertThat(status(conversation)).isEqualTo("open");
        say(page, "yes").statusCode(200).body(not(containsString("closed")));
        say(page, "no").statusCode(200);
        assertThat(status(conversation)).isEqualTo("open");
        assertThat(told(email)).containsOnlyOnce(REOPENED).doesNotContain(CONFIRMED);
        assertThat(written(email, "It smells, too.")).isEqualTo(conversation);
    }

    @Test
    void isConfirmedByTheLinkOnce() {
        String email = newEmail();
        String conversation = asked(email);
        String page = page(conversation);
        say(page, "yes").statusCode(200).body(containsString("The matter is closed"));
        say(page, "no").statusCode(200).body(containsString("The matter is closed"));
        assertThat(status(conversation)).isEqualTo("confirmed");
        assertThat(told(email)).containsOnlyOnce(CONFIRMED).doesNotContain(REOPENED);
    }

    @Test
    void refusesLinksThatAreNotOurs() {
        String conversation = asked(newEmail());
        String page = page(conversation);
        String other = page(asked(newEmail()));
        String forged = page.substring(0, page.indexOf('.')) + other.substring(other.indexOf('.'));
        for (String wrong : List.of(forged, page + "x", page.substring(0, page.length() - 1), "/public/solved/x",
                "/public/solved/" + conversation, "/public/solved/" + conversation + ".")) {
            given().get(wrong).then().statusCode(404);
            given().formParam("answer", "no").post(wrong).then().statusCode(404);
        }
        say(page, "maybe").statusCode(400).body("errors[0].field", equalTo("answer"));
        given().contentType("application/x-www-form-urlencoded").post(page).then().statusCode(400)
                .body("errors[0].field", equalTo("answer"));
        assertThat(status(conversation)).isEqualTo("resolved");
    }

    @Test
    void endsWithTheErasureOfItsCustomer() {
        String email = newEmail();
        String conversation = asked(email);
        String page = page(conversation);
        operator().delete("/api/v1/customers/email:" + email).then().statusCode(202);
        await().until(() -> status(conversation), equalTo("confirmed"));
        say(page, "no").statusCode(200).body(containsString("The matter is closed"));
        assertThat(status(conversation)).isEqualTo("confirmed");
    }
}
