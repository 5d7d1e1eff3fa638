package contacthub.contact.calendar;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.calendar.WorkingCalendar.Invalid;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** Calendars of the questions "what if" (spec 05, "Every rule can be tried without effect"): written out, or stored ones by name. */
@ApplicationScoped
public class TriedCalendars {

    private static final String FIELD = "calendar";
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private final Transactions transactions;
    private final StoredCalendars stored;
    private final CountryDays countries;
    private final Closures closures;

    TriedCalendars(Transactions transactions, StoredCalendars stored, CountryDays countries, Closures closures) {
        this.transactions = transactions;
        this.stored = stored;
        this.countries = countries;
        this.closures = closures;
    }

    /** The calendar a question means; a problem that names the field where it cannot be read. */
    public WorkingCalendar read(JsonNode given) {
        if (given == null || given.isNull()) {
            throw Problem.invalid(FIELD, "is missing: a calendar, or the name of a stored one");
        }
        try {
            return given.isTextual() ? named(given.textValue()) : written(given);
        } catch (Invalid invalid) {
            boolean inside = given.isObject() && !invalid.field().equals(FIELD);
            throw Problem.invalid(inside ? FIELD + "." + invalid.field() : FIELD,
                    given.isTextual() ? "cannot be used: " + invalid.getMessage() : invalid.reason());
        }
    }

    private WorkingCalendar written(JsonNode given) {
        CalendarForm form = CalendarForm.parse(given);
        if (form.feed() != null) {
            throw new Invalid("feed", "is read for stored calendars only");
        }
        return WorkingCalendar.of(form, countries::of, Collections.emptySortedSet());
    }

    private WorkingCalendar named(String name) {
        return transactions.inOne(connection -> {
            StoredCalendar calendar = stored.one(connection, name)
                    .orElseThrow(() -> Problem.invalid(FIELD, "there is no stored calendar '" + name + "'"));
            return WorkingCalendar.of(CalendarForm.parse(calendar.form()), countries::of, closed(connection, name));
        });
    }

    private SortedSet<LocalDate> closed(Connection connection, String name) throws SQLException {
        return Closures.days(closures.of(connection, List.of(name)), name);
    }

    /** A moment of a question, RFC 3339 with zone; a problem that names the field where it is none. */
    public static Instant moment(String field, String text) {
        try {
            Instant moment = OffsetDateTime.parse(text == null ? "" : text).toInstant();
            if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
                throw Problem.invalid(field, "must be from 1900 to 2200");
            }
            return moment;
        } catch (DateTimeException e) {
            throw Problem.invalid(field, "must be a time with a zone, such as 2026-03-02T09:00:00+03:00");
        }
    }

    /** What a calendar answers; a problem where the question leads too far. */
    public static <T> T answer(Supplier<T> question) {
        try {
            return question.get();
        } catch (Invalid invalid) {
            throw Problem.invalid(invalid.field(), invalid.reason());
        }
    }
}
