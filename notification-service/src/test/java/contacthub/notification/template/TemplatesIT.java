package contacthub.notification.template;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Json;
import contacthub.contracts.Profile;
import contacthub.contracts.PromiseFact;
import contacthub.notification.RunningService;
import contacthub.testkit.TestAccounts;

/** Supervisors change what we write, customers read it from the next message on, and each message says which it was. */
@QuarkusTest
class TemplatesIT extends RunningService {

    private static final String TEMPLATES = "/api/v1/templates";

    @Inject
    DataSource database;

    @Test
    void usesPublishedVersionFromTheNextMessageOn() {
        String path = "/acknowledgement/service/line/en";
        assertAcknowledged("acknowledgement/any/any/en@0", "We have received your message");

        draft(path, "Yes", "{greeting}! One, until {promised}.").statusCode(200).header("ETag", "\"1\"")
                .body("draft.version", equalTo(1)).body("published", nullValue());
        assertAcknowledged("acknowledgement/any/any/en@0", "We have received your message");

        String first = act(path + "/publish", "{}", "published.version", 1, () -> assertAcknowledged(
                "acknowledgement/service/line/en@1", "Hello! One, until 12:00 on Thursday, 1 January 2099 (Moscow"));
        draft(path, "Yes", "Two").statusCode(200).body("published.version", equalTo(1))
                .body("draft.version", equalTo(2));
        act(path + "/publish", "", "published.version", 2,
                () -> assertAcknowledged("acknowledgement/service/line/en@2", "Two"));
        act(path + "/publish", "{\"version\":1}", "published.version", 1,
                () -> assertAcknowledged("acknowledgement/service/line/en@1", "One"));
        act(path + "/withdraw", "", "published", null,
                () -> assertAcknowledged("acknowledgement/any/any/en@0", "We have received your message"));

        notification(first).body("template", equalTo("acknowledgement/service/line/en@1"))
                .body("text", containsString("One"));
        operator().get(TEMPLATES + path + "/versions").then().body("data.version", contains(2, 1))
                .body("data[1].text", containsString("One")).body("data[1].operator", equalTo("supervisor"));
        operator().get(TEMPLATES + path + "/uses").then().body("data.version", contains(null, 1, 2, 1))
                .body("data.operator", contains("supervisor", "supervisor", "supervisor", "supervisor"));
    }

    @Test
    void usesWhatAnotherInstancePublishes() throws SQLException {
        supervisor().body(Json.bytes(Map.of("name", "acknowledgement", "channel", "viber", "language", "en", "text",
                "from elsewhere"))).post(TEMPLATES).then().statusCode(201);
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        WITH there AS (UPDATE template SET published = 1 WHERE path = ?)
                        UPDATE template_revision SET revision = revision + 1""")) {
            update.setString(1, "acknowledgement/any/viber/en");
            update.executeUpdate();
        }
        Awaitility.await("what another instance published").atMost(PATIENCE).until(() -> operator()
                .contentType(ContentType.JSON)
                .body("{\"name\":\"acknowledgement\",\"channel\":\"viber\",\"language\":\"en\"}")
                .post(TEMPLATES + "/try").path("text").equals("from elsewhere"));
        act("/acknowledgement/any/viber/en/withdraw", "", "published", null, () -> null);
    }

    @Test
    void addressesCustomersAsTheirNamesAskFor() {
        String path = "/reply/any/line/ru";
        draft(path, "", "{greeting}!\n{text}\nДля {name_genitive}, {name_dative}. {signature}").statusCode(200);
        act(path + "/publish", "", "published.version", 1, () -> null);
        Address olga = Address.of("line", "U" + UUID.randomUUID());
        UUID customer = customer("ru", olga);
        tell(fact(new CustomerFact.Changed(new Profile("Иванова", "Ольга", "Петровна", null, null, null), null, "ru"),
                customer, null));
        tell(fact(new ContactFact.Sent("line", olga, "Мастер приедет.", "Мария Котова", null, null, true, null),
                customer, "c"));
        notification(awaitNotification(customer, "failed")).body("text", equalTo(
                "Уважаемая Ольга Петровна!\nМастер приедет.\nДля Ольги Петровны, Ольге Петровне. Мария Котова"))
                .body("template", equalTo("reply/any/line/ru@1"));
        act(path + "/withdraw", "", "published", null, () -> null);
    }

    @Test
    void listsAndPagesWhatShipsAndWhatWasWritten() {
        operator().queryParam("page[size]", 200).get(TEMPLATES).then().statusCode(200).body("data.path",
                hasItems("acknowledgement/any/any/ru", "promise/any/any/en", "reply/any/any/ru"));
        draft("/question/complaint/any/ru", "?", "{until}").statusCode(200);
        String next = operator().queryParam("page[size]", 2).queryParam("name", "question").get(TEMPLATES).then()
                .body("data.path", contains("question/any/any/en", "question/any/any/ru"))
                .body("data[0].published.version", equalTo(0))
                .body("data[0].placeholders", hasItems("until", "link", "greeting")).extract().path("links.next");
        operator().urlEncodingEnabled(false).get(next).then().body("data.path", contains("question/complaint/any/ru"))
                .body("data[0].published", nullValue()).body("meta.has_more", equalTo(false));
        operator().get(TEMPLATES + "/question/any/any/ru/versions").then().body("data.version", contains(0));
        operator().get(TEMPLATES + "/question/any/any/ru/versions/0").then().body("text", startsWith("Здравствуйте"));
        operator().get(TEMPLATES + "/question/any/any/ru").then().header("ETag", "\"0\"");
    }

    @Test
    void changesOnlyTheVersionThatWasRead() {
        supervisor().body(Json.bytes(Map.of("name", "greeting-card", "language", "ru", "subject", "s", "text", "t")))
                .post(TEMPLATES).then().statusCode(201).header("ETag", "\"1\"")
                .header("Location", containsString(TEMPLATES + "/greeting-card/any/any/ru"));
        String path = TEMPLATES + "/greeting-card/any/any/ru";
        supervisor().header("If-Match", "\"0\"").body("{\"subject\":\"s\",\"text\":\"u\"}").put(path + "/draft").then()
                .statusCode(412);
        supervisor().header("If-Match", "\"0\"").post(path + "/publish").then().statusCode(412);
        supervisor().header("If-Match", "\"1\"").post(path + "/publish").then().statusCode(200).header("ETag", "\"2\"");
        supervisor().header("If-Match", "\"1\"").post(path + "/withdraw").then().statusCode(412);
        supervisor().body(Json.bytes(Map.of("name", "greeting-card", "language", "ru", "subject", "s", "text", "t")))
                .post(TEMPLATES).then().statusCode(409);
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            supervisor().header("Idempotency-Key", key).body("{\"version\":1}").post(path + "/publish").then()
                    .statusCode(200).header("ETag", "\"3\"");
        }
    }

    @Test
    void namesWhatIsWrong() {
        String path = "/apology/any/any/ru";
        draft(path, "{promissed}", "Простите!\n  {#each x}").statusCode(400)
                .body("errors.field", contains("subject", "text"))
                .body("errors[0].reason", allOf(startsWith("line 1, column 1: there is no {promissed}"),
                        containsString("greeting, name, name_dative, name_genitive, promised, signature, subject")))
                .body("errors[1].reason", startsWith("line 2, column 3: {#each…} is not known"));
        draft(path, "", "x".repeat(20_001)).statusCode(400).body("errors.field", contains("subject", "text"))
                .body("errors[1].reason", containsString("at most 20,000 characters"));
        draft(path, "two\nlines", "{text}").statusCode(400).body("errors.field", contains("subject", "text"));
        operator().get(TEMPLATES + "/nobody/any/any/ru").then().statusCode(404);
        draft("/Reply/gifts/pigeon/de", "s", "t").statusCode(400)
                .body("errors.field", contains("name", "category", "channel", "language"));
        supervisor().post(TEMPLATES + path + "/publish").then().statusCode(404);
        supervisor().body("{\"version\":7}").post(TEMPLATES + path + "/publish").then().statusCode(404);
        operator().get(TEMPLATES + path).then().body("draft", nullValue());
        operator().contentType(ContentType.JSON).body("{\"subject\":\"s\",\"text\":\"t\"}")
                .put(TEMPLATES + path + "/draft")
                .then().statusCode(403);
        operator().contentType(ContentType.JSON).post(TEMPLATES + path + "/publish").then().statusCode(403);
    }

    @Test
    void showsWhatATemplateSaysWithoutEffect() throws SQLException {
        List<Long> before = rows();
        tried("{\"template\":\"Здравствуйте, {name}!\",\"data\":{\"name\":\"Ольга\"}}").statusCode(200)
                .body("", equalTo(Map.of("text", "Здравствуйте, Ольга!")));
        tried("{\"template\":\"{a}\",\"data\":{\"a\":\"{b.getClass} <i>\"}}").body("text", equalTo("{b.getClass} <i>"));
        tried("{\"template\":\"<p>{a}\",\"html\":true,\"data\":{\"a\":\"<i>\"}}").body("text", equalTo("<p>&lt;i&gt;"));
        tried("{\"template\":\"{a}{b}\",\"data\":{\"a\":1,\"b\":null}}").body("text", equalTo("1"));
        tried("{\"template\":\"{a}\",\"channel\":\"sms\",\"data\":{\"a\":\"" + "ё".repeat(71) + "\"}}")
                .body("segments", equalTo(2));
        tried("{\"template\":\"{a}\",\"channel\":\"sms\",\"data\":{\"a\":\"" + "e".repeat(160) + "\"}}")
                .body("segments", equalTo(1));
        tried("{\"name\":\"question\",\"language\":\"ru\"}").body("text", startsWith("Здравствуйте!"))
                .body("subject", equalTo("Re: Не греет")).body("template", equalTo("question/any/any/ru@0"));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void showsWhatARealCustomerWouldRead() {
        Address ivan = Address.of("email", UUID.randomUUID() + "@example.org");
        UUID customer = customer("ru", ivan);
        tell(Event.of(new CustomerFact.Changed(new Profile(null, "Иван", "Ильич", null, null, null), null, "ru"),
                UUID.randomUUID().toString(), "/contact-service", customer.toString(), PROMISED));
        String trial = "{\"template\":\"{greeting}! Для {name_genitive}.{signature}\",\"customer\":\"%s\"}";
        Awaitility.await("the name").atMost(PATIENCE).untilAsserted(() -> tried(trial.formatted(customer))
                .body("text", equalTo("Уважаемый Иван Ильич! Для Ивана Ильича.")));
        operator().contentType(ContentType.JSON).body("{\"form_of_address\":\"informal\"}")
                .patch("/api/v1/customers/" + customer + "/preferences").then().statusCode(200);
        tried(trial.formatted("email:" + ivan.value())).body("text", equalTo("Здравствуйте, Иван! Для Ивана."));
        tried("{\"name\":\"acknowledgement\",\"customer\":\"" + customer + "\",\"data\":{\"promised\":\"завтра\"}}")
                .body("text", allOf(startsWith("Здравствуйте, Иван!"), containsString("Полный ответ дадим до завтра")));
        tried(trial.formatted(UUID.randomUUID())).statusCode(404);
        given().header("Authorization", "Bearer " + TestAccounts.INTEGRATION.secret()).contentType(ContentType.JSON)
                .body(Json.bytes(Map.of("template", "{name}", "customer", customer))).post(TEMPLATES + "/try").then()
                .statusCode(403);
    }

    @Test
    void namesWhatIsWrongWithATrial() {
        tried("{}").statusCode(400).body("errors.field", hasItem("template"));
        tried("{\"template\":\"{nobody}\",\"data\":{\"name\":\"x\"}}").statusCode(400)
                .body("errors[0].field", equalTo("template"))
                .body("errors[0].reason", equalTo("line 1, column 1: there is no {nobody} here; there is name"));
        tried("{\"template\":\"{#for i in 1000000000}x{/for}\"}").statusCode(400)
                .body("errors[0].field", equalTo("template"));
        tried("{\"template\":\"{name.getClass}\",\"data\":{\"name\":\"x\"}}").statusCode(400);
        tried("{\"template\":\"x\",\"data\":{\"a\":{\"b\":1},\"a.b\":\"x\",\"c\":[]}}").statusCode(400)
                .body("errors.field", hasItems("data.a", "data.a.b", "data.c"));
        tried("{\"template\":7,\"data\":\"x\",\"html\":\"yes\"}").statusCode(400)
                .body("errors.field", hasItems("template", "data", "html"));
        tried("{\"template\":\"x\",\"data\":{\"a\":\"\\u0000\"}}").statusCode(400)
                .body("errors[0].field", equalTo("data.a"));
        tried("{\"template\":\"" + "x".repeat(300_000) + "\"}").statusCode(413);
        tried("{\"name\":\"nobody-wrote-this\",\"language\":\"ru\"}").statusCode(404);
    }

    private static ValidatableResponse tried(String trial) {
        return operator().contentType(ContentType.JSON).body(trial.getBytes(UTF_8))
                .post(TEMPLATES + "/try").then();
    }

    private static ValidatableResponse draft(String path, String subject, String text) {
        return supervisor().body(Json.bytes(Map.of("subject", subject, "text", text)))
                .put(TEMPLATES + path + "/draft").then();
    }

    private static <T> T act(String path, String body, String field, Object expected,
            Supplier<T> then) {
        RequestSpecification request = supervisor();
        (body.isEmpty() ? request : request.body(body)).post(TEMPLATES + path).then().statusCode(200)
                .body(field, equalTo(expected));
        return then.get();
    }

    /** A new customer is told of a promise by LINE, which has no adapter here: the text is kept, nothing is sent. */
    private static String assertAcknowledged(String template, String text) {
        Address to = Address.of("line", "U" + UUID.randomUUID());
        UUID customer = customer("en", to);
        tell(fact(new PromiseFact.Made(UUID.randomUUID().toString(), PROMISED, ZONE, "line", to, "en", null, null, null,
                null, null), customer, "c"));
        String id = awaitNotification(customer, "failed");
        notification(id).body("template", equalTo(template)).body("text", containsString(text))
                .body("kind", equalTo("acknowledgement"));
        return id;
    }

    private List<Long> rows() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT (SELECT count(*) FROM template) , (SELECT count(*) FROM template_version),
                            (SELECT count(*) FROM notification)""");
                ResultSet row = select.executeQuery()) {
            row.next();
            return List.of(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    private static RequestSpecification supervisor() {
        return given().auth().preemptive()
                .basic(TestAccounts.SUPERVISOR.user(), TestAccounts.SUPERVISOR.secret()).contentType(ContentType.JSON);
    }
}
