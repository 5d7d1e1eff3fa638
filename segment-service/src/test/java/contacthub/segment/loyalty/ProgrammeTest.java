package contacthub.segment.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

/** The highest tier whose conditions hold, and whole points. */
class ProgrammeTest {

    private static final Programme PROGRAMME = new Programme(
            List.of(tier("bronze", 1L, null), tier("silver", 5L, null), tier("gold", 5L, 4)),
            Map.of("USD", new BigDecimal("10")), null, "test");

    @Test
    void givesTheHighestTierWhoseConditionsAllHold() {
        assertThat(tier(0, 5)).isNull();
        assertThat(tier(1, 5)).isEqualTo("bronze");
        assertThat(tier(5, 3)).isEqualTo("silver");
        assertThat(tier(5, 4)).isEqualTo("gold");
        assertThat(tier(4, 5)).isEqualTo("bronze");
    }

    @Test
    void givesWholePointsInCurrenciesItNames() {
        assertThat(PROGRAMME.points(new BigDecimal("19.99"), "USD")).isEqualByComparingTo("1");
        assertThat(PROGRAMME.points(new BigDecimal("9.99"), "USD")).isZero();
        assertThat(PROGRAMME.points(new BigDecimal("-20"), "USD")).isEqualByComparingTo("-2");
        assertThat(PROGRAMME.points(new BigDecimal("1000"), "RUB")).isZero();
    }

    @Test
    void refusesPricesThatAreNone() {
        assertThat(PROGRAMME.hasPrices()).isTrue();
        assertThat(priced("USD", "0.009").hasPrices()).isFalse();
        assertThat(priced("mars", "1").hasPrices()).isFalse();
        assertThat(priced("USD", "1e999").hasPrices()).isFalse();
    }

    private static Programme priced(String currency, String price) {
        return new Programme(List.of(), Map.of(currency, new BigDecimal(price)), null, "test");
    }

    private static String tier(long orders, int m) {
        return PROGRAMME.tier(new Programme.Standing(orders, 5, 5, m)).map(Programme.Tier::name).orElse(null);
    }

    private static Programme.Tier tier(String name, Long orders, Integer m) {
        return new Programme.Tier(name, orders, null, null, m, BigDecimal.ONE);
    }
}
