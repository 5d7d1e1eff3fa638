package contacthub.contact.channel.mail;

import static contacthub.contact.FrontDoor.integration;
import static contacthub.contact.FrontDoor.newEmail;
import static contacthub.contact.FrontDoor.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.path.json.JsonPath;

import contacthub.contact.RunningService;
import contacthub.contact.attachment.Attachments;
import contacthub.contact.attachment.Brought;
import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Transactions;

/** Files of letters: kept once, given out safely, gone with what they belong to. */
@RunningService
@QuarkusTestResource(Dovecot.class)
class AttachmentIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A path, a mark that turns the direction of writing and a line end before the ending. */
    private static final String HOSTILE = "..%2F..%2F%D0%A1%D1%87%D1%91%D1%82%E2%80%AEfdp%0D%0A.exe";

    @Inject
    Transactions transactions;

    @Inject
    RefusedLetters refusals;

    @Inject
    Attachments attachments;

    private final byte[] bytes = random(20_000);

    @BeforeEach
    void needsDovecot() {
        assumeTrue(Dovecot.isHere(), Dovecot.MISSING);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }

    private static String letter(String from, byte[]... files) {
        var letter = new StringBuilder("From: " + from + "\nTo: shop@example.org\nSubject: files\nMessage-ID: <"
                + UUID.randomUUID()
                + "@customer.example>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nsee it\n");
        for (byte[] file : files) {
            letter.append("--b\nContent-Type: text/html\nContent-Disposition: attachment; filename*=UTF-8''")
                    .append(HOSTILE).append("\nContent-Transfer-Encoding: base64\n\n")
                    .append(Base64.getMimeEncoder().encodeToString(file)).append('\n');
        }
        return letter.append("--b--\n").toString();
    }

    private static JsonPath awaitContact(String email) {
        return Awaitility.await("the letter of " + email).atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> operator().queryParam("type", RECEIVED)
                        .get("/api/v1/customers/email:" + email + "/timeline")
                        .jsonPath(), found -> found.getList("data") != null && found.getList("data").size() == 1);
    }

    private static String delivered(String email, byte[]... files) {
        Dovecot.deliver(letter(email, files));
        return awaitContact(email).getString("data[0].links.attachments[0]");
    }

    private static void redact(String email) {
        String entry = awaitContact(email).getString("data[0].id");
        operator().body(Map.of("reason", "a passport")).post("/api/v1/customers/email:" + email + "/timeline/" + entry
                + "/redact").then().statusCode(200);
    }

    private long kept(byte[] file) {
        return transactions.inNew(connection -> {
            try (PreparedStatement select = connection
                    .prepareStatement("SELECT count(*) FROM attachment_content WHERE digest = sha256(?)")) {
                select.setBytes(1, file);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    @Test
    void givesOutWhatStrangersSentAsBytesToBeSaved() {
        String email = newEmail();
        String link = delivered(email, bytes);
        JsonPath contact = awaitContact(email);

        assertThat(contact.getString("data[0].detail.attachments[0].name")).isEqualTo("Счётfdp .exe");
        assertThat(contact.getLong("data[0].detail.attachments[0].size")).isEqualTo(bytes.length);
        assertThat(contact.getString("data[0].detail.attachments[0].url")).isEqualTo(link);
        byte[] got = operator().get(link).then().statusCode(200).header("Content-Type", "application/octet-stream")
                .header("Content-Disposition",
                        "attachment; filename=\"____fdp .exe\"; filename*=UTF-8''%D0%A1%D1%87%D1%91%D1%82fdp%20.exe")
                .header("X-Content-Type-Options", "nosniff").header("Cache-Control", "private, no-store")
                .header("Content-Security-Policy", startsWith("default-src 'none'")).extract().asByteArray();
        assertThat(got).isEqualTo(bytes);
        integration().get(link).then().statusCode(403);
        given().get(link).then().statusCode(401);
        operator().get("/api/v1/attachments/" + UUID.randomUUID()).then().statusCode(404)
                .contentType("application/problem+json");
        operator().get("/api/v1/attachments/x").then().statusCode(400).body("errors[0].field", equalTo("id"));
    }

    @Test
    void keepsTheSameBytesOnceUntilTheLastEntryWithThemIsRedacted() {
        String first = newEmail();
        String second = newEmail();
        String one = delivered(first, bytes);
        String other = delivered(second, bytes);
        assertThat(one).isNotEqualTo(other);
        assertThat(kept(bytes)).isEqualTo(1);

        redact(first);
        operator().get(one).then().statusCode(404);
        operator().get(other).then().statusCode(200);
        redact(second);
        operator().get(other).then().statusCode(404);
        assertThat(kept(bytes)).isZero();
    }

    @Test
    void saysWhyALargeFileIsNotKept() {
        String email = newEmail();
        Dovecot.deliver(letter(email, random(110_000), random(90_000), random(80_000)));
        JsonPath contact = awaitContact(email);

        assertThat(contact.<String>getList("data[0].detail.attachments.not_kept")).containsExactly(
                "larger than 102400 bytes", null, "the files of one contact are larger than 153600 bytes");
        assertThat(contact.getString("data[0].detail.attachments[0].url")).matches("imap:main/\\d+/\\d+/2");
        assertThat(contact.<String>getList("data[0].links.attachments")).hasSize(1);
    }

    @Test
    void takesFilesAwayWithTheCustomerForGood() {
        String email = newEmail();
        String letter = letter(email, bytes);
        Dovecot.deliver(letter);
        JsonPath contact = awaitContact(email);
        String link = contact.getString("data[0].links.attachments[0]");
        String customer = operator().get("/api/v1/customers/email:" + email).path("id");
        assertThat(operator().get("/api/v1/customers/" + customer + "/export").jsonPath()
                .<String>getList("attachments.url")).containsExactly(link);

        JsonPath receipt = operator().delete("/api/v1/customers/" + customer).then().statusCode(202).extract()
                .jsonPath();
        assertThat(receipt.getInt("services[0].rows.attachments")).isEqualTo(1);
        operator().get(link).then().statusCode(404);
        assertThat(kept(bytes)).isZero();

        String next = newEmail();
        Dovecot.deliver(letter);
        Dovecot.deliver(letter(next));
        awaitContact(next);
        assertThat(kept(bytes)).isZero();
    }

    @Test
    void takesAwayFilesOfALetterThatIsStillUnderWay() {
        String email = newEmail();
        Dovecot.deliver(letter(email));
        String customer = awaitContact(email).getString("data[0].links.customer");
        UUID entry = UUID.randomUUID();
        attachments.keep(entry, email,
                attachments.filed(entry, List.of(new Brought("2", "a", "image/png", bytes, null))));
        assertThat(kept(bytes)).isEqualTo(1);

        operator().delete(customer).then().statusCode(202);
        assertThat(kept(bytes)).isZero();
    }

    @Test
    void showsWhoWasRefusedAndTriesAgain() {
        Dovecot.deliver("Subject: who am I " + UUID.randomUUID() + "\n\nx\n");
        String email = newEmail();
        Dovecot.deliver(Letters.bounce(Ids.named(email).toString(), email, "5.1.1"));
        delivered(newEmail());
        JsonPath refused = operator().queryParam("account", "main").queryParam("page[size]", "2")
                .get("/api/v1/refused-letters").then().statusCode(200).extract().jsonPath();
        assertThat(refused.<String>getList("data.reason")).containsExactlyInAnyOrder("data.from is missing",
                "a bounce of nothing the hub sent");
        assertThat(refused.<String>getList("data.sender")).contains("mailer-daemon@example.org");
        String id = refused.getString("data.find { it.sender == null }.id");
        String before = refused.getString("data.find { it.sender == null }.refused_at");

        operator().post("/api/v1/refused-letters/" + id + "/retry").then().statusCode(202);
        JsonPath again = awaitLetter(id, letter -> !before.equals(letter.getString("refused_at")));
        assertThat(again.getString("state")).isEqualTo("refused");
        assertThat(again.getString("asked_by")).isNotBlank();
        integration().post("/api/v1/refused-letters/" + id + "/retry").then().statusCode(403);
        operator().post("/api/v1/refused-letters/" + UUID.randomUUID() + "/retry").then().statusCode(404);
        operator().queryParam("page[after]", "x").get("/api/v1/refused-letters").then().statusCode(400);
    }

    /** As when a mail server would not give it for a moment. */
    @Test
    void takesALetterThatCanBeTakenByNow() {
        String email = newEmail();
        long before = last().uid();
        Dovecot.deliver(letter(email));
        MailLedger.Place place = Awaitility.await("it is taken").atMost(PATIENCE).until(this::last,
                last -> last.uid() > before);
        awaitContact(email);
        refusals.refuse(place, email, "files", "the mail server does not give it");
        String id = operator().get("/api/v1/refused-letters").jsonPath().getString("data[0].id");

        operator().post("/api/v1/refused-letters/" + id + "/retry").then().statusCode(202);
        awaitLetter(id, letter -> "taken".equals(letter.getString("state")) && letter.getString("taken_at") != null);
        operator().post("/api/v1/refused-letters/" + id + "/retry").then().statusCode(409);
        awaitContact(email);
    }

    private MailLedger.Place last() {
        return transactions.inNew(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT uid_validity, next_uid - 1 FROM mail_account WHERE account = 'main'");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return new MailLedger.Place("main", row.getLong(1), row.getLong(2));
            }
        });
    }

    private static JsonPath awaitLetter(String id, Predicate<JsonPath> wanted) {
        return Awaitility.await("refused letter " + id).atMost(PATIENCE).until(
                () -> operator().get("/api/v1/refused-letters/" + id).jsonPath(), wanted::test);
    }
}
