package contacthub.notification.channel.sms.kannel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.NotificationFact;
import contacthub.notification.RunningService;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;
import contacthub.notification.channel.sms.SentParts;
import contacthub.notification.channel.sms.SmscPeer;

/** Short messages through Kannel to an SMSC, and the receipts back. */
@QuarkusTest
@WithTestResource(value = KannelPeer.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class KannelIT extends RunningService {

    private static final String TEXT = "Скидка 100%25 & «всё включено» {name} + подарок? Ждём вас в пятницу 😀; "
            + "адрес тот же: ул. Ленина, д. 5/2, вход со двора. #1 = лучший магазин";

    @Inject
    KannelAdapter kannel;

    @Inject
    SentParts sent;

    @Inject
    ReceiptLinks links;

    @BeforeAll
    static void requirePeer() {
        KannelPeer.require();
    }

    @Test
    void deliversLongTextAsItIs() {
        String to = "+79080000001";
        UUID customer = replied(to, TEXT);

        awaitNotification(customer, "delivered");
        assertThat(SmscPeer.texts(to)).containsExactly(TEXT);
        told(customer, NotificationFact.Delivered.class);
    }

    @Test
    void failsWhatTheNetworkDoesNotKnow() {
        UUID customer = replied("+79090000001", "Hello [there]");
        notification(awaitNotification(customer, "failed")).body("reason", equalTo("address-unknown"));
        assertThat(SmscPeer.texts("+79090000001")).containsExactly("Hello [there]");
    }

    @Test
    void failsWhatTheSmscRefuses() {
        UUID customer = replied("+79030000001", "Hello");
        notification(awaitNotification(customer, "failed")).body("reason", equalTo("address-unknown"));
    }

    @Test
    void sendsNothingOfWhichTheSmscHasParts() {
        UUID id = UUID.fromString("0199aa00-0000-7000-8000-00000000ca11");
        sent.take(id, 2, List.of(new SentParts.Taken(1, "taken-by-smpp")));
        Message message = new Message(id, Address.of("phone", "+79000000002"), null, null, null, TEXT, false);
        assertThat(kannel.send(message)).isInstanceOf(Outcome.TransientFailure.class);
        assertThat(SmscPeer.taken("+79000000002")).isEmpty();
    }

    @Test
    void believesNobodyElse() {
        UUID customer = replied("+79000000001", "Hello");
        String id = awaitNotification(customer, "sent");
        given().get(KannelResource.PATH + id + "?state=1&answer=").then().statusCode(401);
        given().get(KannelResource.PATH + id + ".AAAA?state=1&answer=").then().statusCode(401);
        String ours = links.of(URI.create(""), UUID.fromString(id)).replaceFirst("\\?.*", "");
        given().get(ours + "?state=one").then().statusCode(400).body("errors[0].field", equalTo("state"));
        given().get(ours + "?state=8&answer=ACK").then().statusCode(204);
        notification(id).body("state", equalTo("sent"));
    }

    private static UUID replied(String to, String text) {
        Address phone = Address.of("phone", to);
        UUID customer = customer("ru", phone);
        tell(fact(new ContactFact.Sent("sms", phone, text, "olga", null, null, true, null), customer, "c"));
        return customer;
    }
}
