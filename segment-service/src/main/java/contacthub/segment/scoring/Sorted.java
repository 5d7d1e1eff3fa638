package contacthub.segment.scoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import contacthub.segment.activity.PurchaseTotals;

/** Numbers of customers in ascending order: how many, and those at the places a quintile stands on, counted from 0. */
record Sorted(long count, Map<Long, BigDecimal> numbers) {

    /** Money of a currency in which fewer customers buy is scored by the bounds of the most usual one. */
    private static final int FEWEST = 30;

    static Sorted of(Stream<BigDecimal> numbers) {
        List<BigDecimal> sorted = numbers.sorted().toList();
        return new Sorted(sorted.size(), LongStream.range(0, sorted.size()).boxed()
                .collect(Collectors.toMap(place -> place, place -> sorted.get(place.intValue()))));
    }

    /** The quintiles of these customers' numbers; of those who bought nothing in the period none count. */
    static Optional<RuleForm.Bounds> bounds(List<PurchaseTotals> totals, Instant asOf) {
        List<PurchaseTotals> buyers = totals.stream().filter(of -> of.purchases() > 0).toList();
        if (buyers.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Map<String, Sorted>> sorted = new HashMap<>();
        sorted.put("recency_days", Map.of(ScoringRule.ANY_CURRENCY, of(buyers.stream()
                .map(buyer -> BigDecimal.valueOf(ScoringRule.recencyDays(buyer.last(), asOf))))));
        sorted.put("frequency", Map.of(ScoringRule.ANY_CURRENCY, of(buyers.stream()
                .map(buyer -> BigDecimal.valueOf(buyer.purchases())))));
        Map<String, List<PurchaseTotals>> byCurrency = buyers.stream()
                .collect(Collectors.groupingBy(PurchaseTotals::currency));
        sorted.put("monetary", byCurrency.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                spent -> of(spent.getValue().stream().map(PurchaseTotals::revenue)))));
        return bounds(sorted);
    }

    /** The quintiles of numbers by measure and currency; nothing where there are no numbers. */
    static Optional<RuleForm.Bounds> bounds(Map<String, Map<String, Sorted>> numbers) {
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RuleForm.Bounds(numbers.get("recency_days").get(ScoringRule.ANY_CURRENCY).quintiles(),
                numbers.get("frequency").get(ScoringRule.ANY_CURRENCY).quintiles(), money(numbers.get("monetary"))));
    }

    private static Map<String, List<BigDecimal>> money(Map<String, Sorted> byCurrency) {
        Map<String, List<BigDecimal>> money = new TreeMap<>();
        byCurrency.forEach((currency, sorted) -> {
            if (sorted.count >= FEWEST) {
                money.put(currency, sorted.quintiles());
            }
        });
        money.put(ScoringRule.ANY_CURRENCY, mostUsual(byCurrency).quintiles());
        return money;
    }

    private static Sorted mostUsual(Map<String, Sorted> byCurrency) {
        return byCurrency.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue)
                .reduce((one, other) -> other.count > one.count ? other : one).orElseThrow();
    }

    private List<BigDecimal> quintiles() {
        return Quintiles.of(count, numbers::get);
    }
}
