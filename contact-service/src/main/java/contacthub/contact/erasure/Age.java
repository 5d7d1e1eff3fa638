package contacthub.contact.erasure;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

import contacthub.runtime.web.Problem;

/**
 * How long a customer may be known without anything happening, in whole days, months or years of the calendar.
 *
 * @param text as it was asked for, an ISO 8601 period such as P5Y
 * @param before who has had nothing since then is old enough
 */
record Age(String text, Instant before) {

    /** Reads it; a 400 problem where it is no period, or none of at least a day. */
    static Age of(String text, Instant now) {
        try {
            LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
            LocalDate day = today.minus(Period.parse(text == null ? "" : text));
            if (day.isBefore(today) && day.getYear() >= 1) {
                return new Age(text, day.atStartOfDay(ZoneOffset.UTC).toInstant());
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong();
        }
        throw wrong();
    }

    private static Problem wrong() {
        return Problem.invalid("older_than", "must be an ISO 8601 period of at least a day, such as P5Y or P18M");
    }
}
