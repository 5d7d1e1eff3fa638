package contacthub.segment.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.contracts.Event;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Golden;
import contacthub.contracts.Json;
import contacthub.contracts.PurchaseFact;
import contacthub.runtime.event.Received;

/** Purchases are read from their events, or refused with the reason. */
class PurchaseTest {

    private static final Instant TIME = Instant.parse("2026-03-07T11:31:44Z");

    @Test
    void readsGoldenExample() {
        Event<PurchaseFact.Recorded> golden = Golden.event(PurchaseFact.Recorded.class);
        Purchase purchase = Purchase.of(received(golden.time(), golden.subject(), Json.text(golden.data())));
        assertThat(purchase.customer()).hasToString(golden.subject());
        assertThat(purchase.at()).isEqualTo(golden.time());
        assertThat(purchase.amount()).isEqualByComparingTo(golden.data().amount());
        assertThat(purchase.margin()).isEqualByComparingTo(golden.data().margin());
        assertThat(purchase.currency()).isEqualTo(golden.data().currency());
        assertThat(purchase.order()).isEqualTo(golden.data().order());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"order\":\"1\",\"currency\":\"USD\"}|amount",
            "{\"order\":\"1\",\"amount\":5}|currency",
            "{\"order\":\"1\",\"amount\":5,\"currency\":\"dollars\"}|ISO 4217",
            "{\"amount\":5,\"currency\":\"USD\"}|order"})
    void refusesWhatIsIncomplete(String data, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Purchase.of(received(TIME, "019a4db5-7528-7555-b9b5-57896d0ce176", data)))
                .withMessageContaining(reason);
    }

    @Test
    void refusesEventAboutNobody() {
        String data = "{\"order\":\"1\",\"amount\":5,\"currency\":\"usd\"}";
        assertThatIllegalArgumentException().isThrownBy(() -> Purchase.of(received(TIME, null, data)));
        assertThatIllegalArgumentException().isThrownBy(() -> Purchase.of(received(TIME, "phone:+7", data)));
    }

    private static Received received(Instant time, String subject, String data) {
        return new Received("order-1", "/shop", FactTypes.name(PurchaseFact.Recorded.class), time, null, subject, null,
                null, null, subject, data.getBytes(StandardCharsets.UTF_8));
    }
}
