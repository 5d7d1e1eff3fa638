package contacthub.segment.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import contacthub.runtime.sql.Transactions;
import contacthub.testkit.HubStack;

/** The rules in the database are the ones written down. */
@QuarkusTest
@WithTestResource(value = HubStack.class, initArgs = @ResourceArg(name = "database", value = "segment"))
class ShippedRuleIT {

    @Inject
    Transactions transactions;

    @Inject
    ScoringRules rules;

    @Test
    void holdsWhatIsWrittenDown() {
        ScoringRule current = transactions.inCurrent(rules::current);
        ScoringRule shipped = ShippedRule.scoring2();
        assertThat(current.version()).isEqualTo(shipped.version());
        assertThat(current.recency()).isEqualTo(shipped.recency());
        assertThat(current.frequency()).isEqualTo(shipped.frequency());
        assertThat(current.monetary()).isEqualTo(shipped.monetary());
        assertThat(current.matrix().cells()).isEqualTo(shipped.matrix().cells());
    }
}
