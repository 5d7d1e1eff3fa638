package contacthub.segment.scoring;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import contacthub.runtime.web.Problem;
import contacthub.segment.activity.PurchaseTotals;

/** Purchases that are only tried: added up as they come, then rated by the code that rates those that are kept. */
final class Trial {

    /** How many customers one trial may have. */
    static final int MOST_CUSTOMERS = 200_000;

    private final Instant asOf;
    private final LocalDate since;
    private final Map<String, Buyer> buyers = new LinkedHashMap<>();
    private long lines;
    private long later;

    /** @param since the first day that counts for frequency and money */
    Trial(Instant asOf, LocalDate since) {
        this.asOf = asOf;
        this.since = since;
    }

    /** One customer's rating, by the name the lines gave, and the figures of coming again. */
    record Rated(String customer, Rating rating, Repeats repeats) {}

    /**
     * The figures that models of customer lifetimes start from, by days (UTC).
     *
     * @param repeats days with a purchase after the first one
     * @param spanDays from the first to the last of them
     * @param ageDays from the first to the moment of the trial
     * @param repeatMean what was spent on a repeated day, on average; 0 where there is none
     */
    record Repeats(int repeats, long spanDays, long ageDays, BigDecimal repeatMean) {}

    /** Takes a line; what happened after the moment of the trial is counted and left out. */
    void add(TrialLine line) {
        lines++;
        if (line.time().isAfter(asOf)) {
            later++;
            return;
        }
        buyers.computeIfAbsent(line.customer(), name -> new Buyer()).add(line, since);
        if (buyers.size() > MOST_CUSTOMERS) {
            throw Problem.tooLarge("body", "must have at most " + MOST_CUSTOMERS + " customers");
        }
    }

    /** The quintiles of these purchases; nothing where none counts. */
    Optional<RuleForm.Bounds> quintiles() {
        return Sorted.bounds(totals(), asOf);
    }

    /** Everybody's rating, in the order of the lines. */
    List<Rated> rate(ScoringRule rule) {
        List<Rated> rated = new ArrayList<>();
        buyers.forEach((name, buyer) -> rated.add(new Rated(name, rule.rate(buyer.totals(), asOf),
                buyer.repeats(asOf))));
        return rated;
    }

    long lines() {
        return lines;
    }

    long later() {
        return later;
    }

    private List<PurchaseTotals> totals() {
        return buyers.values().stream().map(Buyer::totals).toList();
    }

    /** What one customer has bought so far. */
    private static final class Buyer {

        private final TreeMap<LocalDate, BigDecimal> days = new TreeMap<>();
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
        private BigDecimal lifetime = BigDecimal.ZERO;
        private long purchases;
        private BigDecimal revenue = BigDecimal.ZERO;

        void add(TrialLine line, LocalDate since) {
            LocalDate day = line.time().atZone(ZoneOffset.UTC).toLocalDate();
            days.merge(day, line.amount(), BigDecimal::add);
            first = line.time().isBefore(first) ? line.time() : first;
            last = line.time().isAfter(last) ? line.time() : last;
            lifetime = lifetime.add(line.amount());
            if (!day.isBefore(since)) {
                purchases++;
                revenue = revenue.add(line.amount());
            }
        }

        PurchaseTotals totals() {
            return new PurchaseTotals(null, first, last, days.size(), ScoringRule.ANY_CURRENCY, lifetime, purchases,
                    revenue, null);
        }

        Repeats repeats(Instant asOf) {
            int repeats = days.size() - 1;
            BigDecimal again = lifetime.subtract(days.firstEntry().getValue());
            BigDecimal mean = repeats == 0
                    ? BigDecimal.ZERO
                    : again.divide(BigDecimal.valueOf(repeats), MathContext.DECIMAL64);
            LocalDate today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
            return new Repeats(repeats, ChronoUnit.DAYS.between(days.firstKey(), days.lastKey()),
                    ChronoUnit.DAYS.between(days.firstKey(), today), mean);
        }
    }
}
