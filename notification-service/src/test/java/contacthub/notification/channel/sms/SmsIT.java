package contacthub.notification.channel.sms;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.Json;
import contacthub.contracts.NotificationFact;
import contacthub.contracts.Topics;
import contacthub.notification.RunningService;
import contacthub.testkit.KafkaProbe;

/** Short messages through an SMSC that others wrote. */
@QuarkusTest
@WithTestResource(value = SmscPeer.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class SmsIT extends RunningService {

    private static final int UCS2 = 8;
    private static final int UDHI = 0x40;
    private static final String LONG_TEXT = "Здравствуйте, Мария Ивановна! Ваш заказ № 42 собран и ждёт вас до пятницы. "
            + "Мастер позвонит за час до приезда 😀. Если время не подходит, просто ответьте на это сообщение: "
            + "перенесём на любой удобный день.";

    @Inject
    DataSource database;

    @Inject
    IncomingMessages messages;

    private static long lastNumber = System.nanoTime() % 1_000_000;

    @BeforeAll
    static void requirePeer() {
        SmscPeer.require();
    }

    @Test
    void sendsShortLatinTextInOnePart() {
        String to = number("7900");
        UUID customer = replied(to, "Your order [42] is ready");

        notification(awaitNotification(customer, "sent")).body("channel", equalTo("sms"));
        assertThat(SmscPeer.texts(to)).containsExactly("Your order [42] is ready");
        JsonNode part = SmscPeer.taken(to).get(0);
        assertThat(part.path("coding").asInt()).isZero();
        assertThat(part.path("registered").asInt()).isEqualTo(1);
        assertThat(part.path("from").asText()).isEqualTo("Shop");
        assertThat(part.path("fromTon").asInt()).isEqualTo(5);
    }

    @Test
    void isDeliveredOnceEveryPartIsInWhateverOrder() {
        String to = number("7900");
        UUID customer = replied(to, LONG_TEXT);
        String id = awaitNotification(customer, "sent");
        assertThat(SmscPeer.texts(to)).containsExactly(LONG_TEXT);
        List<JsonNode> parts = SmscPeer.taken(to);
        assertThat(parts).hasSize(4).allSatisfy(part -> assertThat(part.path("coding").asInt()).isEqualTo(UCS2));

        assertThat(SmscPeer.receipt(parts.get(3), "DELIVRD", "000", "text")).isZero();
        assertThat(SmscPeer.receipt(parts.get(1), "ENROUTE", "000", "text")).isZero();
        assertThat(SmscPeer.receipt(parts.get(1), "DELIVRD", "000", "parameters")).isZero();
        assertThat(SmscPeer.receipt(parts.get(0), "DELIVRD", "000", "text")).isZero();
        notification(id).body("state", equalTo("sent"));
        assertThat(SmscPeer.receipt(parts.get(2), "DELIVRD", "000", "parameters")).isZero();
        notification(id).body("state", equalTo("delivered"));
        assertThat(SmscPeer.receipt(parts.get(2), "UNDELIV", "001", "text")).isZero();
        notification(id).body("state", equalTo("delivered"));
        told(customer, NotificationFact.Delivered.class);
        assertThat(toldSoFar(customer, NotificationFact.Sent.class)).hasSize(1);
    }

    @Test
    void missesNoneOfReceiptsThatComeAtOnce() {
        String to = number("7900");
        UUID customer = replied(to, "я".repeat(600));
        String id = awaitNotification(customer, "sent");
        assertThat(SmscPeer.taken(to)).hasSize(9).allSatisfy(part -> assertThat(part.path("status").asInt()).isZero());
        SmscPeer.taken(to).parallelStream()
                .forEach(part -> assertThat(SmscPeer.receipt(part, "DELIVRD", "000", "text")).isZero());
        notification(id).body("state", equalTo("delivered"));
    }

    @Test
    void takesReceiptsThatAreFasterThanTheAnswer() {
        String to = number("7901");
        UUID customer = replied(to, LONG_TEXT);

        awaitNotification(customer, "delivered");
        told(customer, NotificationFact.Delivered.class);
        assertThat(toldSoFar(customer, NotificationFact.Sent.class)).hasSize(1);
        assertThat(SmscPeer.texts(to)).containsExactly(LONG_TEXT);
    }

    @Test
    void sendsAgainWhatWasThrottled() {
        String to = number("7902");
        UUID customer = replied(to, "soon");

        notification(awaitNotification(customer, "sent")).body("attempts", equalTo(2))
                .body("deliveries[0].detail", containsString("0x00000058"));
        assertThat(SmscPeer.texts(to)).containsExactly("soon");
    }

    @Test
    void goesOnWithThePartThatWasNotTaken() {
        String to = number("7904");
        UUID customer = replied(to, LONG_TEXT);

        notification(awaitNotification(customer, "sent")).body("attempts", equalTo(2))
                .body("deliveries[0].detail", containsString("1 of 4 parts were taken"));
        assertThat(SmscPeer.texts(to)).containsExactly(LONG_TEXT);
        assertThat(SmscPeer.taken(to)).extracting(part -> part.at("/place/number").asInt())
                .containsExactly(1, 2, 2, 3, 4);
    }

    @Test
    void failsForGoodWhereNobodyIs() {
        UUID customer = replied(number("7903"), "nobody");
        notification(awaitNotification(customer, "failed")).body("reason", equalTo("address-unknown"))
                .body("attempts", equalTo(1));
    }

    @Test
    void neverSendsTwiceWhatTheSmscMayHave() {
        String to = number("7905");
        UUID customer = replied(to, "perhaps");
        notification(awaitNotification(customer, "failed")).body("reason", equalTo("unknown"))
                .body("attempts", equalTo(1));
        assertThat(SmscPeer.taken(to)).hasSize(1);
    }

    @Test
    void leavesNumberAloneThatTheNetworkDoesNotKnow() {
        String to = number("7900");
        UUID customer = replied(to, "hello");
        String id = awaitNotification(customer, "sent");
        assertThat(SmscPeer.receipt(SmscPeer.taken(to).get(0), "UNDELIV", "001", "text")).isZero();

        notification(id).body("state", equalTo("failed")).body("reason", equalTo("address-unknown"))
                .body("detail", equalTo("UNDELIV err:1"));
        told(customer, NotificationFact.Failed.class);
        tell(fact(reply(to, "again"), customer, "c"));
        notification(awaitNotification(customer, "suppressed")).body("reason", containsString("address-unknown"));
    }

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
        try (var connection = database.getConnection(); var update = connection.prepareStatement(
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
    void writesNoMoreToWhoSaidStopUntilStart() {
        String phone = number("7907");
        UUID customer = customer("ru", Address.of("phone", phone));
        said(customer, phone, " Стоп! ", 1);
        awaitTexts(phone, 1);
        assertThat(SmscPeer.texts(phone).get(0)).contains("не будем писать");

        said(customer, phone, "СТОП", 2);
        said(customer, phone, "А где мой заказ?", 3);
        tell(fact(reply(phone, "В пути"), customer, "c"));
        notification(awaitNotification(customer, "suppressed")).body("reason", equalTo("suppression: stop-word"))
                .body("kind", equalTo("reply"));
        operator().queryParam("category", "service").get("/api/v1/customers/" + customer + "/channel-decision").then()
                .body("rejected.find { it.channel == 'sms' }.because", equalTo("suppression: stop-word"))
                .body("rejected.find { it.channel == 'call' }.because", not(containsString("stop-word")));
        assertThat(SmscPeer.texts(phone)).hasSize(1);

        said(customer, phone, "старт", 4);
        awaitTexts(phone, 2);
        tell(fact(reply(phone, "Уже у вас"), customer, "c"));
        awaitTexts(phone, 3);
        assertThat(SmscPeer.texts(phone).get(2)).isEqualTo("Уже у вас");
    }

    @Test
    void bindsAgainOnceTheSmscIsBack() {
        SmscPeer.restart();
        String to = number("7900");
        UUID customer = replied(to, "after the restart");
        awaitNotification(customer, "sent");
        assertThat(SmscPeer.texts(to)).containsExactly("after the restart");
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

    private static UUID replied(String to, String text) {
        UUID customer = customer("ru", Address.of("phone", to));
        tell(fact(reply(to, text), customer, "c"));
        return customer;
    }

    private static ContactFact.Sent reply(String to, String text) {
        return new ContactFact.Sent("sms", Address.of("phone", to), text, "olga", null, null, true, null);
    }

    /** A number nobody used before; its first digits tell the peer what to do. */
    private static synchronized String number(String prefix) {
        return "+" + prefix + "%07d".formatted(++lastNumber);
    }
}
