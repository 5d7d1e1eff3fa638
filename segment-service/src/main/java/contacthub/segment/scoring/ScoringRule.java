package contacthub.segment.scoring;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import contacthub.segment.activity.PurchaseTotals;

/**
 * One version of the rules: scores are a function of a customer's purchases and the time, and of nothing else.
 *
 * @param monetary by currency; {@link #ANY_CURRENCY} for those without a scale of their own
 */
public record ScoringRule(String version, Scale recency, Scale frequency, Map<String, Scale> monetary,
        ActivityMatrix matrix) {

    static final String ANY_CURRENCY = "*";

    public ScoringRule {
        monetary = Map.copyOf(monetary);
        if (!monetary.containsKey(ANY_CURRENCY)) {
            throw new IllegalArgumentException("rule " + version + " has no scale for money of any currency");
        }
    }

    Score score(PurchaseTotals totals, Instant asOf) {
        long days = recencyDays(totals.last(), asOf);
        Scale money = monetary.getOrDefault(totals.currency(), monetary.get(ANY_CURRENCY));
        return new Score(totals.customer(), asOf, totals.first(), totals.last(), days, totals.purchases(),
                totals.days(), totals.revenue().stripTrailingZeros(), totals.currency(), recency.score(days),
                frequency.score(totals.purchases()), money.score(totals.revenue()),
                matrix.cell(days, totals.days()).group(), version);
    }

    /** Full days since the last purchase; one dated ahead counts as of now. */
    private static long recencyDays(Instant last, Instant asOf) {
        return Math.max(0, Duration.between(last, asOf).toDays());
    }

    /** Why the score has its group. */
    Placement placement(Score score) {
        return matrix.place(score.recencyDays(), score.purchaseDays());
    }

    /** When the score will change though nothing is bought. */
    Optional<Instant> changesAt(Score score) {
        return Stream.concat(recency.bounds().stream().map(Number::longValue),
                matrix.recencyBounds().stream().map(Number::longValue))
                .filter(bound -> bound > score.recencyDays())
                .min(Long::compare)
                .map(bound -> score.lastPurchase().plus(Duration.ofDays(bound)));
    }
}
