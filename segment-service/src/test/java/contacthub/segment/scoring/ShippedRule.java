package contacthub.segment.scoring;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The rule set that the hub ships, written out for tests; {@link ShippedRuleIT} compares it with the database's. */
final class ShippedRule {

    private ShippedRule() {
    }

    static ScoringRule scoring2() {
        return new ScoringRule("scoring-2", new Period(4), new Scale(bounds(30, 90, 180, 365), true),
                new Scale(bounds(2, 3, 5, 10), false),
                Map.of("*", new Scale(bounds(20, 50, 120, 300), false),
                        "RUB", new Scale(bounds(1_500, 5_000, 12_000, 30_000), false)),
                new ActivityMatrix(List.of(corner(0, 1, "newcomer"), corner(0, 2, "growing"), corner(0, 5, "vip"),
                        corner(60, 1, "one_time"), corner(60, 2, "growing"), corner(60, 5, "vip"),
                        corner(180, 1, "lost"), corner(180, 2, "lost"), corner(180, 5, "lost"))));
    }

    private static List<BigDecimal> bounds(long... bounds) {
        return Arrays.stream(bounds).mapToObj(BigDecimal::valueOf).toList();
    }

    private static ActivityMatrix.Corner corner(int recencyFrom, int purchasesFrom, String group) {
        return new ActivityMatrix.Corner(recencyFrom, purchasesFrom, group);
    }
}
