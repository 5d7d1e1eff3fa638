package contacthub.contact.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import contacthub.contact.calendar.WorkingCalendar.Invalid;

/** The intervals that begin on one day, in order; the last may run past midnight (spec 05, "working time"). */
record DayIntervals(List<Interval> intervals) {

    static final DayIntervals NONE = new DayIntervals(List.of());

    private static final int DAY = 24 * 60 * 60;
    private static final String END_OF_DAY = "24:00";

    DayIntervals {
        intervals = intervals.stream().sorted(Comparator.comparing(Interval::from)).toList();
    }

    private static final int MOST = 50;

    static DayIntervals read(String field, List<List<String>> texts) {
        List<List<String>> given = texts == null ? List.of() : texts;
        if (given.size() > MOST) {
            throw new Invalid(field, "has more than " + MOST + " intervals");
        }
        return new DayIntervals(IntStream.range(0, given.size())
                .mapToObj(i -> Interval.read(field + "[" + i + "]", given.get(i))).toList());
    }

    List<List<String>> texts() {
        return intervals.stream().map(Interval::texts).toList();
    }

    boolean isEmpty() {
        return intervals.isEmpty();
    }

    boolean isWholeDay() {
        return intervals.equals(List.of(new Interval(0, DAY)));
    }

    /** The same without its last so many seconds of wall time. */
    DayIntervals shortened(int seconds) {
        List<Interval> left = new ArrayList<>(intervals);
        for (int cut = seconds; cut > 0 && !left.isEmpty();) {
            Interval last = left.remove(left.size() - 1);
            if (last.to - last.from > cut) {
                left.add(new Interval(last.from, last.to - cut));
            }
            cut -= last.to - last.from;
        }
        return new DayIntervals(left);
    }

    Stream<Span> on(LocalDate date, ZoneId zone) {
        return intervals.stream().map(interval -> interval.on(date, zone));
    }

    /** Refuses intervals of this day that overlap. */
    void disjoint(String field) {
        for (int i = 1; i < intervals.size(); i++) {
            refuseOverlap(field, intervals.get(i - 1), intervals.get(i), 0);
        }
    }

    /** Refuses a night shift that is still running when the next day's first interval begins. */
    void endBefore(DayIntervals next, String nextField) {
        if (!isEmpty() && !next.isEmpty()) {
            refuseOverlap(nextField, intervals.get(intervals.size() - 1), next.intervals.get(0), DAY);
        }
    }

    private static void refuseOverlap(String field, Interval first, Interval second, int shift) {
        if (first.to > second.from + shift) {
            throw new Invalid(field, second + " overlaps " + first + (shift == 0 ? "" : " of the day before"));
        }
    }

    /** Seconds of wall time since midnight of the day it begins on; half-open. */
    record Interval(int from, int to) {

        private static Interval read(String field, List<String> ends) {
            if (ends == null || ends.size() != 2) {
                throw new Invalid(field, "needs a start and an end, as [\"09:00\", \"18:00\"]");
            }
            int from = secondOfDay(field, ends.get(0));
            int to = END_OF_DAY.equals(ends.get(1)) ? DAY : secondOfDay(field, ends.get(1));
            return new Interval(from, to > from ? to : to + DAY);
        }

        private static int secondOfDay(String field, String text) {
            try {
                return LocalTime.parse(text == null ? "" : text).toSecondOfDay();
            } catch (DateTimeException e) {
                throw new Invalid(field, "'" + text + "' is no time of day such as 09:00 (or 24:00 as an end)");
            }
        }

        /**
         * A wall time skipped by a clock change lies as long after the change as if there had been none, so that an
         * interval that begins in the gap can vanish (data/sla-vectors, N026); one that comes twice means its first time.
         */
        private Span on(LocalDate date, ZoneId zone) {
            return new Span(instant(from, date, zone), instant(to, date, zone));
        }

        private static Instant instant(int second, LocalDate date, ZoneId zone) {
            return date.plusDays(second / DAY).atTime(LocalTime.ofSecondOfDay(second % DAY)).atZone(zone).toInstant();
        }

        private List<String> texts() {
            return List.of(text(from), to == DAY ? END_OF_DAY : text(to % DAY));
        }

        private static String text(int second) {
            return LocalTime.ofSecondOfDay(second).toString();
        }

        @Override
        public String toString() {
            return String.join("–", texts());
        }
    }
}
