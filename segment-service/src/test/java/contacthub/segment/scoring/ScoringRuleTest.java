package contacthub.segment.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.segment.activity.PurchaseTotals;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Scores follow from the purchases and the time, and from nothing else. */
class ScoringRuleTest {

    private static final ScoringRule RULE = ShippedRule.scoring2();
    private static final Instant NOW = Instant.parse("2026-03-07T12:00:00Z");
    private static final UUID CUSTOMER = new UUID(1, 2);

    @Test
    void scoresFirstPurchase() {
        Score score = RULE.score(bought(Duration.ofMinutes(5), 1, 1, "35.90", "USD"), NOW);
        assertThat(score.r()).isEqualTo(5);
        assertThat(score.f()).isEqualTo(1);
        assertThat(score.m()).isEqualTo(2);
        assertThat(score.group()).isEqualTo("newcomer");
        assertThat(score.ruleVersion()).isEqualTo("scoring-2");
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
        PurchaseTotals totals = bought(Duration.ofDays(daysAgo), 1, 1, "10", "USD");
        Instant changes = RULE.changesAt(totals, NOW).orElseThrow();
        assertThat(changes).isEqualTo(totals.last().plus(Duration.ofDays(changesAfter)));
        assertThat(RULE.score(totals, changes).saysTheSameAs(RULE.score(totals, NOW))).isFalse();
    }

    @Test
    void knowsWhenNothingChangesAnyMore() {
        PurchaseTotals old = bought(Duration.ofDays(365), 1, 1, "10", "USD");
        assertThat(RULE.changesAt(past(old), NOW)).isEmpty();
    }

    @Test
    void looksAtEveryPurchaseForRecencyAndMatrixButAtThePeriodForFrequencyAndMoney() {
        Score score = RULE.score(past(bought(Duration.ofDays(500), 7, 7, "900", "USD")), NOW);
        assertThat(score.recencyDays()).isEqualTo(500);
        assertThat(score.purchaseDays()).isEqualTo(7);
        assertThat(score.lifetime()).isEqualByComparingTo("900");
        assertThat(score.frequency()).isZero();
        assertThat(score.monetary()).isZero();
        assertThat("" + score.r() + score.f() + score.m()).isEqualTo("111");
    }

    @ParameterizedTest
    @CsvSource({ "2026-03-07T12:00:00Z,2025-01-01,2026-07-01", "2026-01-01T00:00:00Z,2025-01-01,2026-04-01",
            "2025-12-31T23:59:59Z,2024-10-01,2026-01-01", "2024-02-29T00:00:00Z,2023-01-01,2024-04-01"})
    void countsFullQuartersBeforeThePresentOne(Instant asOf, LocalDate since, LocalDate nextStart) {
        Period year = new Period(4);
        assertThat(year.since(asOf)).isEqualTo(since);
        Instant start = nextStart.atStartOfDay(ZoneOffset.UTC).toInstant();
        LocalDate later = year.since(start);
        assertThat(year.passes(later.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())).contains(start);
        assertThat(year.passes(later.atStartOfDay(ZoneOffset.UTC).toInstant()).orElseThrow()).isAfter(start);
    }

    /** A purchase of long ago is scored as the database sums it up, without what no longer counts. */
    @Property(tries = 1_000)
    void staysTheSameUntilTheMomentItTold(@ForAll @IntRange(max = 1_500) int lastDaysAgo,
            @ForAll @IntRange(max = 1_500) int between, @ForAll @IntRange(max = 86_399) int second,
            @ForAll @DoubleRange(min = 0, max = 0.99) double part) {
        List<Instant> bought = List.of(NOW.minus(Duration.ofDays(lastDaysAgo + between)).minusSeconds(second),
                NOW.minus(Duration.ofDays(lastDaysAgo)).minusSeconds(second));
        Score now = RULE.score(totals(bought, NOW), NOW);
        Instant until = now.changesAt() == null ? NOW.plus(Duration.ofDays(9_999)) : now.changesAt();
        Instant before = NOW.plusSeconds((long) (Duration.between(NOW, until).toSeconds() * part));
        Score later = RULE.score(totals(bought, before), before);
        assertThat(later.saysTheSameAs(now)).isTrue();
        assertThat(later.frequency()).isEqualTo(now.frequency());
        assertThat(later.changesAt()).isEqualTo(now.changesAt());
    }

    private static PurchaseTotals totals(List<Instant> bought, Instant asOf) {
        Instant since = RULE.since(asOf).atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Instant> counting = bought.stream().filter(at -> !at.isBefore(since)).toList();
        return new PurchaseTotals(CUSTOMER, bought.get(0), bought.get(1), 2, "USD", BigDecimal.TEN, counting.size(),
                BigDecimal.valueOf(5L * counting.size()), counting.stream().findFirst().orElse(null));
    }

    private static PurchaseTotals past(PurchaseTotals totals) {
        return new PurchaseTotals(totals.customer(), totals.first(), totals.last(), totals.days(), totals.currency(),
                totals.lifetime(), 0, BigDecimal.ZERO, null);
    }

    private static PurchaseTotals bought(Duration ago, long purchases, long days, String revenue, String currency) {
        Instant last = NOW.minus(ago);
        Instant first = last.minus(Duration.ofDays(days - 1));
        return new PurchaseTotals(CUSTOMER, first, last, days, currency, new BigDecimal(revenue), purchases,
                new BigDecimal(revenue), first);
    }
}
