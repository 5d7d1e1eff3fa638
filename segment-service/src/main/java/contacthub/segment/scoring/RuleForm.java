package contacthub.segment.scoring;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What an author says of a rule.
 *
 * @param quarters full quarters before the present one that count for F and M; absent where all of the past does
 * @param method {@code thresholds} for bounds of one's own, {@code quintiles} for those a recalculation measures
 * @param recencyDays four ascending bounds in days, likewise {@code frequency} in purchases; a number on a bound is beyond it
 * @param monetary four bounds by currency, {@code *} for those not named
 * @param cells where the cells of the activity matrix begin
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RuleForm(Integer quarters, String method, List<BigDecimal> recencyDays, List<BigDecimal> frequency,
        Map<String, List<BigDecimal>> monetary, List<ActivityMatrix.Corner> cells) {

    static final String THRESHOLDS = "thresholds";
    static final String QUINTILES = "quintiles";

    boolean hasBounds() {
        return recencyDays != null && frequency != null && monetary != null;
    }

    boolean isMeasured() {
        return QUINTILES.equals(method);
    }

    /** The same with these bounds. */
    RuleForm with(Bounds bounds) {
        return new RuleForm(quarters, method, bounds.recencyDays(), bounds.frequency(), bounds.monetary(), cells);
    }

    /** Its bounds; only of a form that has them. */
    Bounds bounds() {
        return new Bounds(recencyDays, frequency, monetary);
    }

    /** The same without bounds. */
    RuleForm unmeasured() {
        return new RuleForm(quarters, method, null, null, null, cells);
    }

    Period period() {
        return new Period(quarters);
    }

    ActivityMatrix matrix() {
        return new ActivityMatrix(cells);
    }

    /** The rule itself; only of a form that has bounds. */
    ScoringRule rule(String version) {
        return rule(version, matrix());
    }

    /** The same with another matrix. */
    ScoringRule rule(String version, ActivityMatrix matrix) {
        Map<String, Scale> money = new HashMap<>();
        monetary.forEach((currency, bounds) -> money.put(currency, new Scale(bounds, false)));
        return new ScoringRule(version, period(), new Scale(recencyDays, true), new Scale(frequency, false), money,
                matrix);
    }

    /** The bounds between the scores, however they came about; the same numbers are the same bounds. */
    record Bounds(List<BigDecimal> recencyDays, List<BigDecimal> frequency, Map<String, List<BigDecimal>> monetary) {

        Bounds {
            recencyDays = plain(recencyDays);
            frequency = plain(frequency);
            Map<String, List<BigDecimal>> money = new TreeMap<>();
            monetary.forEach((currency, bounds) -> money.put(currency, plain(bounds)));
            monetary = money;
        }

        private static List<BigDecimal> plain(List<BigDecimal> bounds) {
            return bounds.stream().map(Plain::of).toList();
        }
    }
}
