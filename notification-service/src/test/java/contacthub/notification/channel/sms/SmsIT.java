package contacthub.notification.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.junit.QuarkusTest;

import contacthub.contracts.NotificationFact;

/** Short messages through an SMSC that others wrote, and what becomes of them. */
@QuarkusTest
class SmsIT extends BoundService {

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
    void bindsAgainOnceTheSmscIsBack() {
        SmscPeer.restart();
        String to = number("7900");
        UUID customer = replied(to, "after the restart");
        awaitNotification(customer, "sent");
        assertThat(SmscPeer.texts(to)).containsExactly("after the restart");
    }
}
