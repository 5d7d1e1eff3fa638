package contacthub.segment.value;

import static java.util.stream.Collectors.groupingBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was counted of one segment, and what follows from it. */
record Measured(String segment, List<Line> lines, ValueSettings settings) {

    private static final int CENTS = 2;
    private static final int DIGITS = 4;
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60);

    /** One count of a segment; what its numbers mean depends on the measure. */
    record Line(String segment, String measure, String detail, long times, BigDecimal amount, BigDecimal margin) {}

    /** The report on the segment. */
    ValueReport.Segment report() {
        ValueReport.Service service = service();
        return new ValueReport.Segment(segment, times("customers"), money(), service, satisfaction(), deadlines(),
                times("complaints"), churn(service.cost()));
    }

    private long times(String measure) {
        return lines.stream().filter(line -> line.measure.equals(measure)).mapToLong(Line::times).sum();
    }

    private List<Line> of(String measure) {
        return lines.stream().filter(line -> line.measure.equals(measure))
                .sorted(Comparator.comparing(Line::detail)).toList();
    }

    private List<ValueReport.Money> money() {
        Map<String, List<Line>> earned = of("earned").stream().collect(groupingBy(Line::detail, TreeMap::new,
                java.util.stream.Collectors.toList()));
        return of("bought").stream().map(bought -> {
            Line after = earned.getOrDefault(bought.detail, List.of()).stream().findFirst()
                    .orElse(new Line(segment, "earned", bought.detail, 0, BigDecimal.ZERO, BigDecimal.ZERO));
            return new ValueReport.Money(bought.detail, plain(bought.amount), plain(bought.margin),
                    plain(after.amount), plain(after.margin));
        }).toList();
    }

    private static BigDecimal plain(BigDecimal amount) {
        return new BigDecimal(amount.stripTrailingZeros().toPlainString());
    }

    private ValueReport.Service service() {
        BigDecimal minutes = settings.minutesPerContact()
                .multiply(BigDecimal.valueOf(times("received") + times("sent")))
                .add(seconds().divide(MINUTE, CENTS, RoundingMode.HALF_UP));
        return new ValueReport.Service(times("received"), times("sent"), times("call"), plain(minutes),
                settings.minuteRate().map(rate -> cents(rate.multiply(minutes).add(postage()))).orElse(null));
    }

    private BigDecimal seconds() {
        return of("call").stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal postage() {
        return of("sent").stream().map(line -> settings.channelPrice().getOrDefault(line.detail, BigDecimal.ZERO)
                .multiply(BigDecimal.valueOf(line.times))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private ValueReport.Satisfaction satisfaction() {
        List<ValueReport.Survey> surveys = of("answer").stream().map(line -> new ValueReport.Survey(line.detail,
                line.times, ratio(line.amount, line.times))).toList();
        return new ValueReport.Satisfaction(surveys, surveys.isEmpty() ? "no answers yet" : null);
    }

    private ValueReport.Deadlines deadlines() {
        long met = times("met");
        long breached = times("breached");
        return new ValueReport.Deadlines(met, breached,
                met + breached == 0 ? null : ratio(BigDecimal.valueOf(met), met + breached));
    }

    private ValueReport.Churn churn(BigDecimal serviceCost) {
        BigDecimal lost = BigDecimal.valueOf(times("lost"));
        BigDecimal told = lost.multiply(settings.peopleTold());
        BigDecimal keeping = settings.keepingCost().orElseGet(() -> serviceCost == null || times("customers") == 0
                ? null
                : ratio(serviceCost, times("customers")));
        BigDecimal cost = keeping == null
                ? null
                : cents(lost.multiply(settings.winningFactor()).multiply(keeping)
                        .add(told.multiply(settings.toldCost())));
        return new ValueReport.Churn(times("lost"), told, cost);
    }

    private static BigDecimal ratio(BigDecimal part, long whole) {
        return plain(part.divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP));
    }

    private static BigDecimal cents(BigDecimal amount) {
        return plain(amount.setScale(CENTS, RoundingMode.HALF_UP));
    }
}
