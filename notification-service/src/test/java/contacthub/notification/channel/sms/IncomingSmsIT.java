package contacthub.notification.channel.sms;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.Json;
import contacthub.contracts.Topics;
import contacthub.testkit.KafkaProbe;

/** What customers write by SMS, and the word by which they want no more. */
@QuarkusTest
class IncomingSmsIT extends BoundService {

    private static final int UDHI = 0x40;

    @Inject
    DataSource database;

    @Inject
    IncomingMessages messages;

    @Test
    void putsLongMessageTogetherInWhateverOrder() {
        String from = number("7906");
        String first = LONG_TEXT.substring(0, 67);
        String second = LONG_TEXT.substring(67, 134);
        String third = LONG_TEXT.substring(134);
        assertThat(SmscPeer.deliver(from, UDHI, UCS2, part(third, 3))).isZero();
        assertThat(SmscPeer.deliver(from, UDHI, UCS2, part(first, 1))).isZero();
        assertThat(SmscPeer.deliver(from, UDHI, UCS2, part(first, 1))).isZero();
        assertThat(SmscPeer.deliver(from, UDHI, UCS2, part(second, 2))).isZero();
        assertThat(SmscPeer.deliver(from, UDHI, UCS2, part(third, 3))).isZero();
        assertThat(SmscPeer.deliver(from, 0, UCS2, hex("конец"))).isZero();

        List<ConsumerRecord<String, byte[]>> records = posted(from, 2);
        ContactFact.Received contact = Json.read(records.get(0).value(), ContactFact.Received.class);
        assertThat(contact.text()).isEqualTo(LONG_TEXT);
        assertThat(contact.channel()).isEqualTo("sms");
        assertThat(contact.from()).isEqualTo(Address.of("phone", from));
        assertThat(contact.thread()).isEqualTo("3434");
        assertThat(KafkaProbe.header(records.get(0), "ce_type")).contains("contacthub.contact.received.v1");
        assertThat(KafkaProbe.text(records.get(1))).contains("конец");
    }

    @Test
    void tellsWhatIsThereWhereAPartNeverComes() throws SQLException {
        String from = number("7906");
        assertThat(SmscPeer.deliver(from, UDHI, UCS2, part("начало", 1))).isZero();
        assertThat(SmscPeer.deliver(from, UDHI, UCS2, part("конец", 3))).isZero();
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE sms_incoming SET begun_at = begun_at - interval '16 minutes' WHERE sender = ?")) {
            update.setString(1, from);
            update.executeUpdate();
        }
        messages.tidy();
        assertThat(posted(from, 1)).extracting(KafkaProbe::text)
                .satisfiesExactly(one -> assertThat(one).contains("начало […] конец"));
    }

    @Test
    void takesMessageOnceThatIsSentAgain() {
        String from = number("7906");
        assertThat(SmscPeer.deliver(from, 0, 0, "53616d65")).isZero();
        assertThat(SmscPeer.deliver(from, 0, 0, "53616d65")).isZero();
        assertThat(SmscPeer.deliver(from, 0, 3, "dc62e9")).isZero();

        assertThat(posted(from, 2)).extracting(KafkaProbe::text)
                .satisfiesExactly(one -> assertThat(one).contains("Same"), two -> assertThat(two).contains("Übé"));
    }

    @Test
    void writesNoMoreToWhoSaidStopUntilStart() throws SQLException {
        String phone = number("7907");
        UUID customer = customer("ru", Address.of("phone", phone));
        tell(fact(reply(phone, "Собираем"), customer, "c"));
        String waiting = awaitNotification(customer, "sent");
        letWait(waiting);
        said(customer, phone, " Стоп! ", 1);
        awaitTexts(phone, 2);
        assertThat(SmscPeer.texts(phone).get(1)).contains("не будем писать");

        said(customer, phone, "СТОП", 2);
        said(customer, phone, "А где мой заказ?", 3);
        tell(fact(reply(phone, "В пути"), customer, "c"));
        await("the late reply").atMost(PATIENCE).untilAsserted(() -> operator().queryParam("customer", customer)
                .queryParam("state", "suppressed").get("/api/v1/notifications").then()
                .body("data.reason", contains("suppression: stop-word", "suppression: stop-word"))
                .body("data.text", contains("В пути", "Собираем")));
        operator().queryParam("category", "service").get("/api/v1/customers/" + customer + "/channel-decision").then()
                .body("rejected.find { it.channel == 'sms' }.because", equalTo("suppression: stop-word"))
                .body("rejected.find { it.channel == 'call' }.because", not(containsString("stop-word")));
        assertThat(SmscPeer.texts(phone)).hasSize(2);

        said(customer, phone, "старт", 4);
        awaitTexts(phone, 3);
        tell(fact(reply(phone, "Уже у вас"), customer, "c"));
        awaitTexts(phone, 4);
        assertThat(SmscPeer.texts(phone).get(3)).isEqualTo("Уже у вас");
    }

    /** As if a gateway had not been there: it waits to be tried again. */
    private void letWait(String notification) throws SQLException {
        change("UPDATE notification SET state = 'sending', next_attempt_at = now() + interval '1 hour' WHERE id = ?",
                UUID.fromString(notification));
    }

    private void change(String sql, Object value) throws SQLException {
        try (var connection = database.getConnection(); var update = connection.prepareStatement(sql)) {
            update.setObject(1, value);
            update.executeUpdate();
        }
    }

    /** A customer says something by SMS, which contact-service then tells of. */
    private static void said(UUID customer, String phone, String text, int count) {
        assertThat(SmscPeer.deliver(phone, 0, UCS2, hex(text))).isZero();
        byte[] contact = posted(phone, count).get(count - 1).value();
        tell(fact(Json.read(contact, ContactFact.Received.class), customer, "c"));
    }

    private static List<ConsumerRecord<String, byte[]>> posted(String from, int count) {
        try (KafkaProbe probe = KafkaProbe.open()) {
            return probe.await(Topics.CONTACT_INTAKE, count, record -> ("phone:" + from).equals(record.key()));
        }
    }

    private static void awaitTexts(String to, int count) {
        await("texts to " + to).atMost(PATIENCE).until(() -> SmscPeer.texts(to).size() == count);
    }

    private static String part(String text, int number) {
        return "050003070" + "30" + number + hex(text);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_16BE));
    }
}
