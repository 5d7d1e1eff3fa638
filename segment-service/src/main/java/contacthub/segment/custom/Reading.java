package contacthub.segment.custom;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelLateFunctionBindings;
import dev.cel.runtime.CelVariableResolver;

/**
 * One evaluation's view of a customer. It notes what was looked at, and when the first of that changes by the passing of
 * time alone: until then the same path is taken through the expression, so the answer is the same.
 */
final class Reading implements CelVariableResolver {

    private final Facts facts;
    private final Instant now;
    private final Map<String, String> numbers = new LinkedHashMap<>();
    private Instant changesAt;

    Reading(Facts facts, Instant now) {
        this.facts = facts;
        this.now = now;
    }

    Outcome outcome(boolean holds, String fault) {
        return new Outcome(holds, changesAt, numbers, fault);
    }

    @Override
    public Optional<Object> find(String name) {
        return Optional.ofNullable(switch (name) {
            case "language" -> facts.language();
            case "town" -> facts.town();
            case "company" -> facts.company();
            case "r" -> noted(name, facts.scores().r());
            case "f" -> noted(name, facts.scores().f());
            case "m" -> noted(name, facts.scores().m());
            case "group" -> noted(name, facts.scores().group());
            case "frequency" -> noted(name, facts.scores().frequency());
            case "monetary" -> noted(name, facts.scores().monetary());
            case "lifetime" -> noted(name, facts.scores().lifetime());
            case "purchase_days" -> noted(name, facts.scores().purchaseDays());
            case "currency" -> noted(name, facts.scores().currency());
            default -> null;
        });
    }

    /** The functions over past events, about this customer. */
    CelLateFunctionBindings functions() {
        return CelLateFunctionBindings.from(window("purchases", facts.purchases(), Reading::count),
                window("spent", facts.purchases(), Reading::money),
                window("contacts", facts.contacts(), Reading::count),
                window("complaints", facts.complaints(), Reading::count));
    }

    private CelFunctionBinding window(String name, List<Happened> days,
            BiFunction<Reading, List<Happened>, Object> measure) {
        return CelFunctionBinding.from(name, Long.class,
                length -> noted(name + "(" + length + ")", measure.apply(this, within(days, length))));
    }

    private Object count(List<Happened> days) {
        return days.stream().mapToLong(Happened::count).sum();
    }

    private Object money(List<Happened> days) {
        return days.stream().map(Happened::money).reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue();
    }

    /** What lies in the last days; when the first of it goes, or something dated ahead comes, is noted. */
    private List<Happened> within(List<Happened> days, long length) {
        Duration window = Duration.ofDays(length);
        Instant from = now.minus(window);
        days.stream().map(day -> day.at().isAfter(now) ? day.at() : day.at().plus(window))
                .filter(turn -> turn.isAfter(now)).min(Instant::compareTo).ifPresent(this::changes);
        return days.stream().filter(day -> day.at().isAfter(from) && !day.at().isAfter(now)).toList();
    }

    private void changes(Instant at) {
        changesAt = changesAt == null || at.isBefore(changesAt) ? at : changesAt;
    }

    private Object noted(String name, Object value) {
        numbers.put(name, value instanceof Double number
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : value.toString());
        return value;
    }
}
