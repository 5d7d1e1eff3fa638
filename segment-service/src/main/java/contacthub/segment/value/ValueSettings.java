package contacthub.segment.value;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an hour and a message cost, and what a lost customer stands for: {@code hub.value.…}, each shown in the report. */
@ConfigMapping(prefix = "hub.value")
interface ValueSettings {

    /** What all amounts here are in (ISO 4217). */
    @WithDefault("RUB")
    String currency();

    /** What a minute of an operator costs; where nobody told it, no cost is reported. */
    Optional<BigDecimal> minuteRate();

    /** Minutes that a contact other than a call takes; calls count as long as they were. */
    @WithDefault("5")
    BigDecimal minutesPerContact();

    /** What sending one message costs, by channel; nothing where it is not told. */
    Map<String, BigDecimal> channelPrice();

    /** Days after a contact in which a purchase counts as earned by service. */
    @WithDefault("30")
    int earnedDays();

    /** How many times as much as keeping a customer it costs to win a new one (spec 60). */
    @WithDefault("8")
    BigDecimal winningFactor();

    /** How many people a lost customer tells of it (spec 60). */
    @WithDefault("10")
    BigDecimal peopleTold();

    /** What keeping a customer costs over the time of the report; where it is not told, what service of the segment did. */
    Optional<BigDecimal> keepingCost();

    /** What it costs that one person is told; nothing where it is not told. */
    @WithDefault("0")
    BigDecimal toldCost();

    /** What others in the trade reach, by name. */
    Map<String, Peer> peers();

    /** A figure of the trade. */
    interface Peer {

        /** Leads of visitors, 0 to 1. */
        BigDecimal leadRate();

        /** Where the figure was published. */
        String source();
    }
}
