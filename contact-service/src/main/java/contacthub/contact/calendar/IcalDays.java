package contacthub.contact.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateEnd;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import contacthub.contact.calendar.WorkingCalendar.Invalid;

/**
 * The days off of an iCalendar file (RFC 5545): its events of whole days, also repeated ones, from last year to five
 * years ahead. Events with a time of day are left out: a meeting closes no office.
 *
 * @param days in order
 * @param ignored events that were left out
 */
record IcalDays(SortedSet<LocalDate> days, int ignored) {

    private static final int YEARS_BACK = 1;
    private static final int YEARS_AHEAD = 5;
    private static final int MOST_DAYS = 2_000;
    private static final int LONGEST_EVENT = 366;
    private static final int MOST_REPETITIONS = 10_000;

    /** Reads a file; {@link Invalid} where it is no calendar or has more days off than a calendar can have. */
    static IcalDays read(String text, Instant now) {
        List<ICalendar> calendars = parse(text);
        if (calendars.isEmpty() || !text.stripLeading().startsWith("BEGIN:VCALENDAR")) {
            throw new Invalid("body", "is no iCalendar file (RFC 5545)");
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var reader = new Reader(today.minusYears(YEARS_BACK), today.plusYears(YEARS_AHEAD));
        calendars.forEach(calendar -> calendar.getEvents().forEach(reader::event));
        return new IcalDays(reader.days, reader.ignored);
    }

    private static List<ICalendar> parse(String text) {
        try {
            return Biweekly.parse(text).all();
        } catch (RuntimeException e) {
            throw new Invalid("body", "is no iCalendar file (RFC 5545)");
        }
    }

    /** Collects the days of events within a window. */
    private static final class Reader {

        private final SortedSet<LocalDate> days = new TreeSet<>();
        private final LocalDate from;
        private final LocalDate until;
        private int ignored;

        Reader(LocalDate from, LocalDate until) {
            this.from = from;
            this.until = until;
        }

        void event(VEvent event) {
            boolean wholeDays = event.getDateStart() != null && event.getDateStart().getValue() != null
                    && !event.getDateStart().getValue().hasTime();
            if (!wholeDays || event.getStatus() != null && event.getStatus().isCancelled()) {
                ignored++;
                return;
            }
            LocalDate start = date(event.getDateStart().getValue());
            LocalDate end = end(event, start);
            long length = end.toEpochDay() - start.toEpochDay();
            if (length > LONGEST_EVENT) {
                throw new Invalid("body", "has an event of more than a year, on " + start);
            }
            repeat(event, length);
        }

        private void repeat(VEvent event, long length) {
            DateIterator dates = event.getDateIterator(TimeZone.getDefault());
            for (int i = 0; dates.hasNext() && i < MOST_REPETITIONS; i++) {
                LocalDate day = date(dates.next());
                if (day.isAfter(until)) {
                    return;
                }
                day.datesUntil(day.plusDays(Math.max(1, length))).forEach(this::add);
            }
        }

        private void add(LocalDate day) {
            if (!day.isBefore(from) && !day.isAfter(until)) {
                days.add(day);
            }
            if (days.size() > MOST_DAYS) {
                throw new Invalid("body", "has more than " + MOST_DAYS + " days off");
            }
        }

        /** The end of an event of whole days is the day after it (RFC 5545, 3.6.1). */
        private static LocalDate end(VEvent event, LocalDate start) {
            DateEnd end = event.getDateEnd();
            if (end != null && end.getValue() != null) {
                return date(end.getValue());
            }
            long days = event.getDuration() == null || event.getDuration().getValue() == null
                    ? 1
                    : event.getDuration().getValue().toMillis() / 86_400_000;
            return start.plusDays(days);
        }

        private static LocalDate date(Date value) {
            return value.toInstant().atZone(ZoneId.systemDefault()).toLocalDate();
        }
    }
}
