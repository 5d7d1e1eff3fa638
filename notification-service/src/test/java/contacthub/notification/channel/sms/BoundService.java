package contacthub.notification.channel.sms;

import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.notification.RunningService;

/** The service bound to an SMSC that others wrote. */
@WithTestResource(value = SmscPeer.class, scope = TestResourceScope.MATCHING_RESOURCES)
abstract class BoundService extends RunningService {

    static final int UCS2 = 8;
    static final String LONG_TEXT = "Здравствуйте, Мария Ивановна! Ваш заказ № 42 собран и ждёт вас до пятницы. "
            + "Мастер позвонит за час до приезда 😀. Если время не подходит, просто ответьте на это сообщение: "
            + "перенесём на любой удобный день.";

    private static long lastNumber = System.nanoTime() % 1_000_000;

    @BeforeAll
    static void requirePeer() {
        SmscPeer.require();
    }

    /** A customer with that number, to whom an operator replied. */
    static UUID replied(String to, String text) {
        UUID customer = customer("ru", Address.of("phone", to));
        tell(fact(reply(to, text), customer, "c"));
        return customer;
    }

    static ContactFact.Sent reply(String to, String text) {
        return new ContactFact.Sent("sms", Address.of("phone", to), text, "olga", null, null, true, null);
    }

    /** A number nobody used before; its first digits tell the peer what to do. */
    static synchronized String number(String prefix) {
        return "+" + prefix + "%07d".formatted(++lastNumber);
    }
}
