package contacthub.segment.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import contacthub.testkit.CsvTable;

/** Good expressions say what is true of a customer, and bad ones are refused with the place. */
class LanguageTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    static Stream<Map<String, String>> table() {
        return CsvTable.read(Path.of("src/test/resources/expressions.csv")).stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    @Timeout(5)
    void answersOrNamesThePlace(Map<String, String> row) throws FlawedExpression {
        if (row.get("answer").equals("flawed")) {
            var flawed = catchThrowableOfType(FlawedExpression.class, () -> Language.read(row.get("expression")));
            assertThat(flawed).as(row.get("expression")).isNotNull();
            Flaw first = flawed.flaws().get(0);
            assertThat(first.message()).contains(row.get("message"));
            assertThat(row.get("position")).isIn("", Integer.toString(first.position()));
        } else {
            Outcome outcome = Language.read(row.get("expression")).judge(sample(), NOW);
            assertThat(outcome.holds()).as(outcome.toString()).isEqualTo(Boolean.valueOf(row.get("answer")));
        }
    }

    @Test
    void tellsWhenTimeAloneCouldChangeTheAnswer() throws FlawedExpression {
        assertThat(changesAt("purchases(90) > 0")).isEqualTo(ago(80).plus(Duration.ofDays(90)));
        assertThat(changesAt("town == 'Tula' && purchases(90) > 0")).isNull();
        assertThat(changesAt("complaints(30) >= 2 || purchases(90) > 0")).isEqualTo(ago(20).plus(Duration.ofDays(30)));
        assertThat(changesAt("r > 3")).isNull();
        assertThat(changesAt("contacts(7) > 0")).isEqualTo(NOW.plus(Duration.ofDays(2)));
    }

    @Test
    void whatIsDatedAheadCountsFromThenOn() throws FlawedExpression {
        Facts ahead = new Facts(UUID.randomUUID(), "", "", "", null, List.of(day(-1, 1)), List.of(), List.of());
        Outcome now = Language.read("purchases(3) > 0").judge(ahead, NOW);
        assertThat(now.holds()).isFalse();
        assertThat(now.changesAt()).isEqualTo(ago(-1));
        assertThat(Language.read("purchases(3) > 0").judge(ahead, ago(-1)).holds()).isTrue();
    }

    @Test
    void leavesTheWindowAtTheMomentItEnds() throws FlawedExpression {
        Expression quiet = Language.read("purchases(90) == 0");
        Facts once = new Facts(UUID.randomUUID(), "", "", "", null, List.of(day(0, 1)), List.of(), List.of());
        Instant end = NOW.plus(Duration.ofDays(90));
        assertThat(quiet.judge(once, end.minusMillis(1)).holds()).isFalse();
        assertThat(quiet.judge(once, end).holds()).isTrue();
        assertThat(quiet.judge(once, end).changesAt()).isNull();
    }

    @Test
    void tellsTheNumbersThatDecidedAndNothingThatNamesAPerson() throws FlawedExpression {
        Outcome outcome = Language.read("town == 'Novosibirsk' && purchases(90) == 2 && spent(90) > 1")
                .judge(sample(), NOW);
        assertThat(outcome.inWords()).isEqualTo("purchases(90) is 2, spent(90) is 150.5");
    }

    private static Instant changesAt(String expression) throws FlawedExpression {
        return Language.read(expression).judge(sample(), NOW).changesAt();
    }

    private static Instant ago(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static Happened day(int ago, long count) {
        return new Happened(ago(ago), count, new BigDecimal("75.25"));
    }

    private static Facts sample() {
        return new Facts(UUID.randomUUID(), "ru", "Novosibirsk", "",
                new Facts.Scores(4, 3, 3, "growing", 3, 250.75, 250.75, 3, "RUB"),
                List.of(day(80, 1), day(70, 1), day(400, 1)), List.of(day(5, 2), day(20, 3)),
                List.of(day(20, 1), day(5, 1)));
    }
}
