package contacthub.contact.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;

import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contact.clock.PausableClock.Pause;

/** A paused clock stands still, and only while it is paused. */
class PausableClockTest {

    private static final WorkingCalendar OFFICE = WorkingCalendar.office(ZoneOffset.UTC);
    private static final Instant MONDAY_NINE = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void waitsTwoWorkingHoursLongerAfterTwoPendingHours() {
        Instant fiveOnFriday = Instant.parse("2026-02-27T17:00:00Z");
        PausableClock clock = clock(new Pause(fiveOnFriday, MONDAY_NINE.plusSeconds(3600)));
        PausableClock unpaused = clock();

        assertThat(clock.due(Duration.ofHours(4))).contains(Instant.parse("2026-03-02T12:00:00Z"));
        assertThat(unpaused.due(Duration.ofHours(4))).contains(Instant.parse("2026-03-02T10:00:00Z"));
    }

    @Test
    void countsPausesThatOverlapOnce() {
        PausableClock clock = clock(new Pause(MONDAY_NINE.plusSeconds(1800), MONDAY_NINE.plusSeconds(5400)),
                new Pause(MONDAY_NINE, MONDAY_NINE.plusSeconds(3600)));

        assertThat(clock.elapsed(MONDAY_NINE.plusSeconds(7200))).isEqualTo(Duration.ofMinutes(180 + 30));
    }

    @Test
    void isNeverDueWhileAPauseHasNoEnd() {
        PausableClock clock = clock(new Pause(MONDAY_NINE, null));

        assertThat(clock.due(Duration.ofHours(3))).contains(Instant.parse("2026-02-27T18:00:00Z"));
        assertThat(clock.due(Duration.ofHours(4))).isEmpty();
        assertThat(clock.elapsed(MONDAY_NINE.plusSeconds(86400))).isEqualTo(Duration.ofHours(3));
    }

    /** Started three working hours before Monday morning. */
    private static PausableClock clock(Pause... pauses) {
        return new PausableClock(OFFICE, Instant.parse("2026-02-27T15:00:00Z"), List.of(pauses));
    }
}
