package contacthub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;
import contacthub.testkit.Letter;
import contacthub.testkit.Mailbox;

/**
 * What a real mail server refuses at once, later or for now, and what follows for whom we may write to: out by SMTP, and
 * the bounce back by IMAP (spec 50, delivery).
 */
class ReturnedMailIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static RunningHub hub;
    private static Operator operator;
    private static OpenSmtpd server;

    @BeforeAll
    static void start() {
        assumeTrue(OpenSmtpd.isHere(), OpenSmtpd.MISSING);
        hub = RunningHub.shared();
        server = OpenSmtpd.start(Path.of("target", "smtpd"), Mailbox.COMPANY, hub.mailbox().smtpPort());
        hub.parts().down("notification");
        hub.parts().with(Map.of("QUARKUS_MAILER_PORT", Integer.toString(server.port()), "HUB_EMAIL_BOUNCES",
                OpenSmtpd.BOUNCES, "HUB_DELIVERY_FIRST_PAUSE", "1s", "HUB_DELIVERY_MOST_ATTEMPTS", "2"))
                .up("notification");
        operator = hub.administrator("notification");
    }

    @AfterAll
    static void end() {
        if (server != null) {
            hub.parts().down("notification");
            hub.parts().up("notification");
            server.close();
        }
    }

    @Test
    void marksAnAddressWhoseServerRefusesItAtOnce() {
        String email = "nobody@" + OpenSmtpd.DOMAIN;
        writes(email);

        JsonNode notification = notification(email, "failed");
        assertThat(notification.path("reason").asText()).isEqualTo("address-unknown");
        assertThat(notification.path("attempts").asInt()).isEqualTo(1);
        assertThat(notification.path("detail").asText()).contains("550", "Invalid recipient");
        assertThat(rejected(email)).contains("suppress");
    }

    @Test
    void marksAnAddressWhoseServerSendsTheLetterBack() {
        String email = "boris@" + OpenSmtpd.LATE;
        writes(email);

        JsonNode notification = notification(email, "failed");
        assertThat(notification.path("reason").asText()).isEqualTo("address-unknown");
        assertThat(notification.path("detail").asText()).contains("Invalid recipient");
        assertThat(notification.path("gateway_id").asText()).as("what was taken at first").isNotEmpty();
        Letter bounce = Mailbox.awaitLetter("sent back", letter -> letter.text().contains(email)
                && letter.from().toString().contains("MAILER-DAEMON"));
        assertThat(bounce.to()).singleElement().asString()
                .contains("bounces+" + notification.path("id").asText() + "@returned.example");
        assertThat(rejected(email)).contains("suppress");
        Operator desk = hub.administrator("contact");
        Awaitility.await("the timeline").atMost(PATIENCE).until(() -> desk.timeline("email:" + email).stream()
                .anyMatch(entry -> entry.path("delivery").path("reason").asText().equals("address-unknown")));
    }

    @Test
    void blamesNobodyForAServerThatLetsUsWait() {
        writes(OpenSmtpd.GREYLISTED);

        JsonNode notification = notification(OpenSmtpd.GREYLISTED, "failed");
        assertThat(notification.path("reason").asText()).isEqualTo("gave-up");
        assertThat(notification.path("attempts").asInt()).isEqualTo(2);
        assertThat(notification.path("detail").asText()).contains("Greylisted");
        assertThat(rejected(OpenSmtpd.GREYLISTED)).isEmpty();
    }

    @Test
    void deliversToWhomTheServerKnows() throws Exception {
        writes(OpenSmtpd.KNOWN);

        Letter letter = Mailbox.awaitLetterTo(OpenSmtpd.KNOWN);
        assertThat(letter.message().getContentType()).startsWith("multipart/alternative");
        assertThat(letter.message().getHeader("Received", "\n")).contains("OpenSMTPD");
        assertThat(notification(OpenSmtpd.KNOWN, "sent").path("attempts").asInt()).isEqualTo(1);
    }

    private static void writes(String email) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("specversion", "1.0").put("id", email)
                .put("source", "/journeys/returned").put("type", RealData.RECEIVED);
        ObjectNode data = event.putObject("data").put("channel", "email").put("language", "en")
                .put("text", "Where is my order?");
        data.putObject("from").put("type", "email").put("value", email);
        hub.integration().deliver(Posting.single(event));
    }

    /** The acknowledgement to that address, once it is in that state. */
    private static JsonNode notification(String email, String state) {
        String customer = "/api/v1/customers/email:" + email + "/preferences";
        Awaitility.await(email).atMost(PATIENCE).until(() -> operator.knows(customer));
        String page = "/api/v1/notifications?customer=email:" + email + "&state=" + state;
        Awaitility.await(email + " " + state).atMost(PATIENCE).until(() -> !operator.get(page).path("data").isEmpty());
        String id = operator.get(page).path("data").path(0).path("id").asText();
        return operator.get("/api/v1/notifications/" + id);
    }

    /** Why the next letter would not go to that address; empty where it would. */
    private static String rejected(String email) {
        JsonNode decision = operator.get("/api/v1/customers/email:" + email + "/channel-decision?category=service");
        for (JsonNode one : decision.path("rejected")) {
            if (one.path("channel").asText().equals("email")) {
                return one.path("because").asText();
            }
        }
        assertThat(decision.path("channel").asText()).isEqualTo("email");
        return "";
    }
}
