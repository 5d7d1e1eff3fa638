package contacthub.contact.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contact.policy.ClockKind;
import contacthub.contact.policy.Target;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** When the steps of a ladder are due. */
class LadderTimesTest {

    private static final WorkingCalendar ALWAYS = WorkingCalendar.always(ZoneOffset.UTC);
    /** A Monday, when the office opens. */
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final int TARGET = 60;

    private static SlaClock begun(WorkingCalendar calendar) {
        var id = new UUID(7, 1);
        return SlaClock.begun(id, id, id, new SlaClock.Key(ClockKind.RESOLUTION, 0), NINE).aimed(NINE, calendar,
                calendar, new Target("orders", 1, null, TARGET, true), null, "");
    }

    private static Instant minutes(long after) {
        return NINE.plus(Duration.ofMinutes(after));
    }

    @Test
    void countsTheClocksOwnWorkingTime() {
        WorkingCalendar office = WorkingCalendar.office(ZoneOffset.UTC);
        SlaClock late = begun(office).breached();
        assertThat(LadderTimes.moment(late, Duration.ZERO, office)).isEqualTo(minutes(60));
        assertThat(LadderTimes.moment(late, Duration.ofHours(9), office))
                .isEqualTo(Instant.parse("2026-03-03T10:00:00Z"));
    }

    @Test
    void climbsOnlyWhileSomethingIsOwedAndNothingHoldsIt() {
        SlaClock late = begun(ALWAYS).breached();
        assertThat(LadderTimes.climbs(late)).isTrue();
        assertThat(LadderTimes.climbs(begun(ALWAYS))).isFalse();
        assertThat(LadderTimes.climbs(late.paused(minutes(70), ALWAYS))).isFalse();
        assertThat(LadderTimes.climbs(late.stopped(minutes(70), ALWAYS, "Olga"))).isFalse();
    }

    /** Pauses after the deadline put a step off by just as much, wherever they are and however they are split. */
    @Property(tries = 200)
    void isPutOffByTimeInWhichTheClockWasHeld(@ForAll @Size(max = 6) List<@IntRange(max = 50) Integer> runs,
            @ForAll @IntRange(max = 90) int pause) {
        SlaClock clock = begun(ALWAYS).breached();
        long now = TARGET;
        for (int run : runs) {
            clock = clock.paused(minutes(now + run), ALWAYS);
            now += run + pause;
            clock = clock.resumed(minutes(now), ALWAYS);
        }
        int after = runs.stream().mapToInt(Integer::intValue).sum() + 1;
        assertThat(LadderTimes.moment(clock, Duration.ofMinutes(after), ALWAYS))
                .isEqualTo(minutes(TARGET + after + (long) runs.size() * pause));
    }
}
