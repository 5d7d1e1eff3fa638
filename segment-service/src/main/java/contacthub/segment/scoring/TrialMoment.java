package contacthub.segment.scoring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A moment as a line or a parameter of a trial gives it: RFC 3339, or a day, which is meant in UTC. */
final class TrialMoment {

    private static final int LONGEST = 40;
    private static final int LAST_YEAR = 9_999;

    private TrialMoment() {
    }

    /** A day is its beginning. */
    static Optional<Instant> beginning(String text) {
        return read(text, false);
    }

    /** A day is its end, so that everything of the day is in the past. */
    static Optional<Instant> end(String text) {
        return read(text, true);
    }

    private static Optional<Instant> read(String text, boolean end) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Instant moment = text.indexOf('T') < 0 && text.indexOf('t') < 0
                    ? day(LocalDate.parse(text), end)
                    : OffsetDateTime.parse(text).toInstant();
            int year = moment.atZone(ZoneOffset.UTC).getYear();
            return year >= 1 && year <= LAST_YEAR ? Optional.of(moment) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Instant day(LocalDate day, boolean end) {
        return end
                ? day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1)
                : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
