package contacthub.contact.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import contacthub.contact.intake.Allowance.Rate;

class AllowanceTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Rate RATE = Rate.of(10, OptionalInt.of(20));

    @Test
    void letsABurstThroughAndThenTheRate() {
        Allowance empty = Allowance.full(RATE, NOON).without(20);
        assertThat(empty.covers(RATE, 1)).isFalse();
        assertThat(empty.filled(RATE, NOON.plusMillis(99)).covers(RATE, 1)).isFalse();
        assertThat(empty.filled(RATE, NOON.plusMillis(100)).covers(RATE, 1)).isTrue();
        assertThat(empty.filled(RATE, NOON.plusSeconds(1)).covers(RATE, 11)).isFalse();
    }

    @Test
    void savesUpNoMoreThanTheBurst() {
        Allowance rested = Allowance.full(RATE, NOON).filled(RATE, NOON.plusSeconds(3_600));
        assertThat(rested.events()).isEqualTo(20);
    }

    @Test
    void letsALargeBatchThroughAFullBucketAndCountsItsDebt() {
        Allowance indebted = Allowance.full(RATE, NOON).without(500);
        assertThat(Allowance.full(RATE, NOON).covers(RATE, 500)).isTrue();
        assertThat(indebted.secondsUntil(RATE, 1)).isEqualTo(49);
        assertThat(indebted.filled(RATE, NOON.plusSeconds(49)).covers(RATE, 1)).isTrue();
    }

    @Test
    void saysAtLeastASecondToWait() {
        Allowance almost = Allowance.full(RATE, NOON).without(20).filled(RATE, NOON.plusMillis(90));
        assertThat(almost.secondsUntil(RATE, 1)).isEqualTo(1);
    }

    @Test
    void isNotFilledByAClockSetBack() {
        Allowance empty = Allowance.full(RATE, NOON).without(20).filled(RATE, NOON.minusSeconds(60));
        assertThat(empty.events()).isZero();
    }

    @Test
    void savesUpTwoSecondsWhereNoBurstIsGiven() {
        assertThat(Rate.of(10, OptionalInt.empty()).burst()).isEqualTo(20);
    }
}
