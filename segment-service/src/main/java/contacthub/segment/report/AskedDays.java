package contacthub.segment.report;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

import contacthub.runtime.web.Problem;

/** The days (UTC) a report is about: from the beginning of the first until that of the second. */
public record AskedDays(LocalDate from, LocalDate to) {

    private static final Pattern DAY = Pattern.compile("(?!0000)\\d{4}-\\d{2}-\\d{2}");
    private static final int USUAL = 365;
    private static final int MOST = 1100;

    /** As asked for, the last year with today where nothing is; a problem that names the parameter that is wrong. */
    public static AskedDays of(String from, String to, LocalDate today) {
        LocalDate end = day("to", to).orElse(today.plusDays(1));
        LocalDate begin = day("from", from).orElse(end.minusDays(USUAL));
        if (!begin.isBefore(end) || ChronoUnit.DAYS.between(begin, end) > MOST) {
            throw Problem.invalid("to", "must be after from, by " + MOST + " days at most");
        }
        return new AskedDays(begin, end);
    }

    /** The day a parameter names. */
    static Optional<LocalDate> day(String name, String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            if (DAY.matcher(text).matches()) {
                return Optional.of(LocalDate.parse(text));
            }
        } catch (DateTimeParseException e) {
            // A day that is in no calendar is as wrong as one that is no day.
        }
        throw Problem.invalid(name, "must be a day as 2026-03-01");
    }
}
