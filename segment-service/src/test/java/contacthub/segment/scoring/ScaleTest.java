package contacthub.segment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers become scores from 1 to 5. */
class ScaleTest {

    private static final Scale MONEY = new Scale(bounds("20", "50", "120", "300"), false);
    private static final Scale DAYS = new Scale(bounds("30", "90", "180", "365"), true);

    @ParameterizedTest
    @CsvSource({ "-5,1", "0,1", "19.99,1", "20,2", "49.99,2", "50,3", "119.9999,3", "120,4", "299,4", "300,5",
            "1000000000,5"})
    void scoresMoreHigher(BigDecimal amount, int score) {
        assertThat(MONEY.score(amount)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({ "0,5", "29,5", "30,4", "89,4", "90,3", "179,3", "180,2", "364,2", "365,1", "10000,1"})
    void scoresFewerDaysHigher(long days, int score) {
        assertThat(DAYS.score(days)).isEqualTo(score);
    }

    @Test
    void refusesBoundsThatAreNotFourAscendingOnes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scale(bounds("1", "2", "3"), false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scale(bounds("1", "3", "2", "4"), false));
    }

    private static List<BigDecimal> bounds(String... bounds) {
        return Stream.of(bounds).map(BigDecimal::new).toList();
    }
}
