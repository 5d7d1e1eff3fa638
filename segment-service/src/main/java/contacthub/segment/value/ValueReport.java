package contacthub.segment.value;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What each segment, as it is now, was worth from the beginning of a day to that of another.
 *
 * @param data by segment; {@code none} is everybody who is in none
 */
record ValueReport(LocalDate from, LocalDate to, Parameters parameters, List<Segment> data) {

    /** What the amounts were reckoned with; null where it was not told. {@code sources}: where the figures come from. */
    record Parameters(String currency, BigDecimal minuteRate, BigDecimal minutesPerContact, int earnedDays,
            BigDecimal winningFactor, BigDecimal peopleTold, BigDecimal keepingCost, BigDecimal toldCost,
            List<String> sources) {

        private static final List<String> SOURCES = List.of(
                "minute_rate, minutes_per_contact, channel prices, keeping_cost, told_cost: settings hub.value.* of this hub",
                "winning_factor, people_told: rule of thumb of Contact Hub's specification (segments and value)",
                "keeping_cost, where it is not set: cost of service per customer of the segment");

        static Parameters of(ValueSettings settings) {
            return new Parameters(settings.currency(), settings.minuteRate().orElse(null),
                    settings.minutesPerContact(), settings.earnedDays(), settings.winningFactor(),
                    settings.peopleTold(), settings.keepingCost().orElse(null), settings.toldCost(), SOURCES);
        }
    }

    /** One segment; {@code complaints}: conversations that became one in these days. */
    record Segment(String segment, long customers, List<Money> money, Service service, Satisfaction satisfaction,
            Deadlines deadlines, long complaints, Churn churn) {}

    /** What was bought, by currency; {@code afterContact}: what of it within {@code earnedDays} after a contact. */
    record Money(String currency, BigDecimal revenue, BigDecimal margin, BigDecimal revenueAfterContact,
            BigDecimal marginAfterContact) {}

    /** What service did; {@code cost} is null where nobody told what a minute costs. */
    record Service(long received, long sent, long calls, BigDecimal minutes, BigDecimal cost) {}

    /** What customers answered to each survey, on its own scale; {@code note} where none did. */
    record Satisfaction(List<Survey> surveys, String note) {}

    /** The answers to one survey. */
    record Survey(String survey, long answers, BigDecimal meanScore) {}

    /** Response-time clocks that ended; {@code hitRate} 0 to 1, null where none did. */
    record Deadlines(long met, long breached, BigDecimal hitRate) {}

    /** Customers who went from here to the lost ones, the people they tell, and what both is reckoned to cost. */
    record Churn(long lost, BigDecimal peopleTold, BigDecimal cost) {}
}
