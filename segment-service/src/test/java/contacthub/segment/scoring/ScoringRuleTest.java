package contacthub.segment.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.segment.activity.PurchaseTotals;

/** Scores follow from the purchases and the time, and from nothing else. */
class ScoringRuleTest {

    private static final ScoringRule RULE = ShippedRule.scoring1();
    private static final Instant NOW = Instant.parse("2026-03-07T12:00:00Z");
    private static final UUID CUSTOMER = new UUID(1, 2);

    @Test
    void scoresFirstPurchase() {
        Score score = RULE.score(bought(Duration.ofMinutes(5), 1, 1, "35.90", "USD"), NOW);
        assertThat(score.r()).isEqualTo(5);
        assertThat(score.f()).isEqualTo(1);
        assertThat(score.m()).isEqualTo(2);
        assertThat(score.group()).isEqualTo("newcomer");
        assertThat(score.ruleVersion()).isEqualTo("scoring-1");
    }

    @Test
    void scoresRegularCustomer() {
        Score score = RULE.score(bought(Duration.ofDays(40), 12, 11, "31240.50", "RUB"), NOW);
        assertThat(score.r() + "" + score.f() + score.m()).isEqualTo("455");
        assertThat(score.group()).isEqualTo("vip");
    }

    @Test
    void countsTwoOrdersOfOneDayAsOneInMatrixButTwoInFrequency() {
        Score score = RULE.score(bought(Duration.ofDays(1), 2, 1, "10", "USD"), NOW);
        assertThat(score.group()).isEqualTo("newcomer");
        assertThat(score.f()).isEqualTo(2);
    }

    @Test
    void takesPurchaseDatedAheadAsNow() {
        Score score = RULE.score(bought(Duration.ofDays(-3), 1, 1, "10", "USD"), NOW);
        assertThat(score.recencyDays()).isZero();
        assertThat(score.group()).isEqualTo("newcomer");
    }

    @Test
    void countsFullDaysOnly() {
        Score score = RULE.score(bought(Duration.ofDays(60).minusSeconds(1), 1, 1, "10", "USD"), NOW);
        assertThat(score.recencyDays()).isEqualTo(59);
        assertThat(score.group()).isEqualTo("newcomer");
    }

    @ParameterizedTest
    @CsvSource({ "0,30", "29,30", "30,60", "61,90", "90,180", "200,365"})
    void tellsWhenTimeAloneChangesIt(long daysAgo, long changesAfter) {
        Score score = RULE.score(bought(Duration.ofDays(daysAgo), 1, 1, "10", "USD"), NOW);
        assertThat(RULE.changesAt(score)).contains(score.lastPurchase().plus(Duration.ofDays(changesAfter)));
        Score atThatTime = RULE.score(bought(Duration.ofDays(daysAgo), 1, 1, "10", "USD"),
                RULE.changesAt(score).orElseThrow());
        assertThat(atThatTime.saysTheSameAs(score)).isFalse();
    }

    @Test
    void knowsWhenNothingChangesAnyMore() {
        Score score = RULE.score(bought(Duration.ofDays(365), 1, 1, "10", "USD"), NOW);
        assertThat(RULE.changesAt(score)).isEmpty();
    }

    private static PurchaseTotals bought(Duration ago, long purchases, long days, String revenue, String currency) {
        Instant last = NOW.minus(ago);
        return new PurchaseTotals(CUSTOMER, last.minus(Duration.ofDays(days - 1)), last, purchases, days,
                new BigDecimal(revenue), currency);
    }
}
