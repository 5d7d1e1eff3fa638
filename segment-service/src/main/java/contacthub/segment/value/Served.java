package contacthub.segment.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import contacthub.contracts.CallFact;
import contacthub.contracts.ClockFact;
import contacthub.contracts.ContactFact;
import contacthub.contracts.SurveyFact;
import contacthub.runtime.event.Received;
import contacthub.segment.activity.Customers;

/**
 * What was done for a customer on a day, counted.
 *
 * @param detail channel, kind of clock or survey
 * @param amount seconds of calls, scores of answers; else 0
 */
record Served(UUID customer, LocalDate day, String measure, String detail, long times, BigDecimal amount) {

    private static final int LONGEST = 100;

    /** What an event says; nothing where it says nothing of service. */
    static Optional<Served> of(Received event) {
        if (event.is(ContactFact.Received.class)) {
            return one(event, "received", event.as(ContactFact.Received.class).channel(), BigDecimal.ZERO);
        }
        if (event.is(ContactFact.Sent.class)) {
            return one(event, "sent", event.as(ContactFact.Sent.class).channel(), BigDecimal.ZERO);
        }
        if (event.is(CallFact.Recorded.class)) {
            return one(event, "call", "call", seconds(event.as(CallFact.Recorded.class)));
        }
        if (event.is(ClockFact.Met.class)) {
            return one(event, "met", event.as(ClockFact.Met.class).kind(), BigDecimal.ZERO);
        }
        if (event.is(ClockFact.Breached.class)) {
            return one(event, "breached", event.as(ClockFact.Breached.class).kind(), BigDecimal.ZERO);
        }
        if (event.is(SurveyFact.Answered.class)) {
            var answer = event.as(SurveyFact.Answered.class);
            return one(event, "answer", answer.survey(), answer.score());
        }
        return Optional.empty();
    }

    private static Optional<Served> one(Received event, String measure, String detail, BigDecimal amount) {
        String kept = detail.substring(0, Math.min(LONGEST, detail.length()));
        return Optional.of(new Served(Customers.of(event),
                LocalDate.ofInstant(Customers.happened(event), ZoneOffset.UTC), measure, kept, 1, amount));
    }

    /** Talk time; nothing where nobody picked up. */
    private static BigDecimal seconds(CallFact.Recorded call) {
        return call.answered() == null
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(Math.max(0, Duration.between(call.answered(), call.ended()).toSeconds()));
    }
}
