package contacthub.contact.calendar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.runtime.web.Problem;

/**
 * A question about working time (spec 05).
 *
 * @param op {@code add}, {@code subtract}, {@code between}, {@code is_open}, {@code next_open}, or in working days
 *            {@code add_days} and {@code days_between}
 * @param start a time with zone, of the questions in days a date
 * @param seconds of working time to add; negative looks back
 * @param days working days to add; negative looks back
 */
record Trial(JsonNode calendar, String op, String start, String end, BigDecimal seconds, Integer days) {

    private static final int NANO_DIGITS = 9;
    private static final int MOST_DIGITS = 18;
    private static final String OPS = "add, subtract, between, is_open, next_open, add_days or days_between";

    /** The answer: a moment, a date, seconds, days, or whether it is open. */
    record Answer(Object result) {}

    Answer ask(WorkingCalendar asked) {
        return new Answer(TriedCalendars.answer(() -> result(asked)));
    }

    private Object result(WorkingCalendar asked) {
        return switch (op == null ? "" : op) {
            case "add" -> asked.add(from(), working());
            case "subtract" -> asked.subtract(from(), working());
            case "between" -> seconds(asked.between(from(), TriedCalendars.moment("end", end)));
            case "is_open" -> asked.isOpen(from());
            case "next_open" -> asked.nextOpen(from());
            case "add_days" -> asked.addWorkingDays(date("start", start), workingDays());
            case "days_between" -> asked.workingDaysBetween(date("start", start), date("end", end));
            default -> throw Problem.invalid("op", "must be " + OPS);
        };
    }

    private Instant from() {
        return TriedCalendars.moment("start", start);
    }

    /** Bounded before it is counted with: a number may be short to write and too long to work with. */
    private Duration working() {
        if (seconds == null || seconds.scale() > NANO_DIGITS || seconds.precision() - seconds.scale() > MOST_DIGITS) {
            throw Problem.invalid("seconds", "must be a number of seconds");
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Duration.ofSeconds(whole.longValueExact(),
                seconds.subtract(whole).movePointRight(NANO_DIGITS).longValueExact());
    }

    private int workingDays() {
        if (days == null) {
            throw Problem.invalid("days", "must be a number of working days");
        }
        return days;
    }

    private static LocalDate date(String field, String text) {
        try {
            LocalDate date = LocalDate.parse(text == null ? "" : text);
            TriedCalendars.moment(field, date.atStartOfDay(ZoneOffset.UTC).toOffsetDateTime().toString());
            return date;
        } catch (DateTimeException e) {
            throw Problem.invalid(field, "must be a date such as 2026-03-02");
        }
    }

    private static Number seconds(Duration worked) {
        return worked.getNano() == 0
                ? (Number) worked.toSeconds()
                : BigDecimal.valueOf(worked.toSeconds()).add(BigDecimal.valueOf(worked.getNano(), NANO_DIGITS));
    }
}
