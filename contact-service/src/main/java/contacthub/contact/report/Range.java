package contacthub.contact.report;

import java.time.Duration;
import java.time.Instant;

import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Requested;

/** The stretch of time that a report is about, its end excluded: at most 366 days, the last 30 where nothing is said. */
record Range(Instant from, Instant to) {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    /** Reads it; a 400 problem that names the parameter. */
    static Range of(String from, String to, Instant now) {
        Instant end = within("to", Requested.time("to", to, now));
        Instant start = within("from", Requested.time("from", from, end.minus(USUAL)));
        if (!start.isBefore(end)) {
            throw Problem.invalid("from", "must be before to");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw Problem.invalid("from", "must be at most " + LONGEST.toDays() + " days before to");
        }
        return new Range(start, end);
    }

    private static Instant within(String field, Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw Problem.invalid(field, "must be from " + FIRST + " to " + LAST);
        }
        return time;
    }
}
