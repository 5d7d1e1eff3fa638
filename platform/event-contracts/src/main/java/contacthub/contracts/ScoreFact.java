package contacthub.contracts;

import java.math.BigDecimal;
import java.time.Instant;

/** What a customer is worth, in numbers. */
public sealed interface ScoreFact extends Fact {

    /**
     * The scores of a customer changed, with the numbers and the rule version that made them.
     *
     * @param monetary sum of amounts over the period
     * @param r recency score 1 to 5, likewise {@code f} and {@code m}
     * @param group the cell of the activity matrix
     */
    @Type(value = "contacthub.score.changed.v1", topic = Topics.SEGMENT_EVENTS)
    record Changed(@Required Instant asOf, @Required long recencyDays, @Required long frequency,
            @Required BigDecimal monetary, @Required int r, @Required int f, @Required int m, @Required String group,
            @Required String ruleVersion) implements ScoreFact {}
}
