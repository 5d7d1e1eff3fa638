package contacthub.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Type names have one form, lead to their records, and tell apart what an integration may post. */
class FactTypesTest {

    static List<Class<? extends Fact>> facts() {
        return FactTypes.all();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void nameHasTheOneFormAndLeadsBackToTheRecord(Class<? extends Fact> fact) {
        assertThat(FactTypes.name(fact)).matches("contacthub[.][a-z-]+[.][a-z-]+[.]v[1-9][0-9]*");
        assertThat(FactTypes.named(FactTypes.name(fact))).contains(fact);
    }

    @Test
    void integrationsPostOnlyTheFactsOfTheSpecification() {
        assertThat(FactTypes.all().stream().filter(FactTypes::posted)).containsExactlyInAnyOrder(
                ContactFact.Received.class, ContactFact.Sent.class, CallFact.Recorded.class,
                PurchaseFact.Recorded.class, VisitFact.Recorded.class, ReviewFact.Recorded.class,
                SurveyFact.Answered.class);
    }

    @Test
    void unknownNameIsNothing() {
        assertThat(FactTypes.named("com.example.shipped.v1")).isEmpty();
    }
}
