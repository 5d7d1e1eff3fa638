package contacthub.segment.scoring;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import contacthub.segment.activity.PurchaseTotals;

/**
 * One version of the rules: scores are a function of a customer's purchases and the time, and of nothing else.
 *
 * @param period the past that counts for frequency and money; recency and the matrix look at all of it
 * @param monetary by currency; {@link #ANY_CURRENCY} for those without a scale of their own
 */
public record ScoringRule(String version, Period period, Scale recency, Scale frequency, Map<String, Scale> monetary,
        ActivityMatrix matrix) {

    static final String ANY_CURRENCY = "*";

    public ScoringRule {
        monetary = Map.copyOf(monetary);
        if (!monetary.containsKey(ANY_CURRENCY)) {
            throw new IllegalArgumentException("rule " + version + " has no scale for money of any currency");
        }
    }

    /** The first day that counts for frequency and money at a moment. */
    public LocalDate since(Instant asOf) {
        return period.since(asOf);
    }

    /** The scores of a customer from these totals, which must be of {@link #since} the same moment. */
    public Score score(PurchaseTotals totals, Instant asOf) {
        Rating rating = rate(totals, asOf);
        return new Score(totals.customer(), asOf, totals.first(), totals.last(), rating.recencyDays(),
                rating.frequency(), totals.days(), rating.monetary(), totals.currency(), rating.r(), rating.f(),
                rating.m(), rating.group(), version, Plain.of(totals.lifetime()), changesAt(totals, asOf).orElse(null));
    }

    /** The rating behind the scores, for customers of any kind. */
    Rating rate(PurchaseTotals totals, Instant asOf) {
        long days = recencyDays(totals.last(), asOf);
        Scale money = monetary.getOrDefault(totals.currency(), monetary.get(ANY_CURRENCY));
        return new Rating(days, totals.purchases(), Plain.of(totals.revenue()), recency.score(days),
                frequency.score(totals.purchases()), money.score(totals.revenue()),
                matrix.cell(days, totals.days()).group());
    }

    /** Full days since the last purchase; one dated ahead counts as of now. */
    static long recencyDays(Instant last, Instant asOf) {
        return Math.max(0, Duration.between(last, asOf).toDays());
    }

    /** Why the score has its group. */
    Placement placement(Score score) {
        return matrix.place(score.recencyDays(), score.purchaseDays());
    }

    /** When the score will change though nothing is bought. */
    Optional<Instant> changesAt(PurchaseTotals totals, Instant asOf) {
        long days = recencyDays(totals.last(), asOf);
        Optional<Instant> ages = Stream.concat(recency.bounds().stream().map(Scale::firstDay),
                matrix.recencyBounds().stream().map(Number::longValue))
                .filter(bound -> bound > days)
                .min(Long::compare)
                .map(bound -> totals.last().plus(Duration.ofDays(bound)));
        return Stream.concat(ages.stream(), period.passes(totals.oldest()).stream()).min(Instant::compareTo);
    }
}
