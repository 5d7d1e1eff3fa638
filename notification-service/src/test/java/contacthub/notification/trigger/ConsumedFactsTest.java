package contacthub.notification.trigger;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import contacthub.contracts.AccountFact;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Fact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Golden;
import contacthub.contracts.Json;
import contacthub.contracts.PromiseFact;
import contacthub.contracts.SegmentFact;
import contacthub.runtime.event.Received;

/** Every fact this service reads is read from the golden example its producer writes. */
class ConsumedFactsTest {

    static Stream<Class<? extends Fact>> consumed() {
        return Stream.of(AccountFact.Changed.class, CustomerFact.Identified.class, CustomerFact.AddressAdded.class,
                CustomerFact.Changed.class,
                CustomerFact.Merged.class, CustomerFact.Unmerged.class,
                ContactFact.Received.class, ContactFact.Sent.class, ContactFact.Returned.class,
                ContactFact.Reported.class,
                PromiseFact.Made.class, PromiseFact.Renewed.class, ConversationFact.Asked.class,
                SegmentFact.Entered.class,
                SegmentFact.Left.class);
    }

    @ParameterizedTest
    @MethodSource("consumed")
    void readsGoldenExample(Class<? extends Fact> fact) {
        String type = FactTypes.name(fact);
        Received event = new Received("1", "/s", type, null, null, "c", null, null, null, "c",
                Json.bytes(Golden.data(type)));
        assertThatCode(() -> event.as(fact)).doesNotThrowAnyException();
    }
}
