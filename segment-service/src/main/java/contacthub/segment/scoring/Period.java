package contacthub.segment.scoring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Optional;

/**
 * How much of the past counts for frequency and money (spec 60): what was bought from the first day of a calendar
 * quarter (UTC) on, so that a purchase stops to count at the beginning of a quarter and not on a day of its own.
 *
 * @param quarters full quarters before the present one, null where all of the past counts
 */
record Period(Integer quarters) {

    /** All of the past. */
    static final Period EVER = new Period(null);

    /** The first day that counts at a moment. */
    LocalDate since(Instant asOf) {
        return quarters == null ? LocalDate.MIN : quarterOf(asOf).minusMonths(3L * quarters);
    }

    /** When something bought at that moment stops to count. */
    Optional<Instant> passes(Instant bought) {
        return quarters == null || bought == null
                ? Optional.empty()
                : Optional.of(quarterOf(bought).plusMonths(3L * (quarters + 1)).atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
    }

    private static LocalDate quarterOf(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate().with(IsoFields.DAY_OF_QUARTER, 1);
    }
}
