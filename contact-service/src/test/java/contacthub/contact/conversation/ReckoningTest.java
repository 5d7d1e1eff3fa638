package contacthub.contact.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import contacthub.contact.calendar.WorkingCalendar;

class ReckoningTest {

    private static final Instant FRIDAY_EVENING = Instant.parse("2026-01-16T20:00:00Z");
    private static final Duration PER_ANSWER = Duration.ofMinutes(3);
    private static final WorkingCalendar ALWAYS = WorkingCalendar.always(ZoneOffset.UTC);

    @Test
    void promisesTheDeadlineWhereTheQueueIsWorkedOffBefore() {
        Instant deadline = FRIDAY_EVENING.plus(Duration.ofHours(1));

        var promised = new Reckoning(deadline, ALWAYS, 19).from(FRIDAY_EVENING, PER_ANSWER);

        assertThat(promised.until()).isEqualTo(deadline);
        assertThat(promised.because()).isEqualTo("The first-reply deadline; 19 conversations wait ahead of it.");
    }

    @Test
    void promisesALaterTimeWhereTheQueueTakesLonger() {
        Instant deadline = FRIDAY_EVENING.plus(Duration.ofHours(1));

        var promised = new Reckoning(deadline, ALWAYS, 20).from(FRIDAY_EVENING, PER_ANSWER);

        assertThat(promised.until()).isEqualTo(FRIDAY_EVENING.plus(Duration.ofMinutes(63)));
        assertThat(promised.because()).isEqualTo("20 conversations wait ahead of it, which takes until then.");
    }

    @Test
    void promisesByTheQueueAloneWhereNoFirstReplyIsOwed() {
        assertThat(new Reckoning(null, ALWAYS, 0).from(FRIDAY_EVENING, PER_ANSWER).until())
                .isEqualTo(FRIDAY_EVENING.plus(PER_ANSWER));
    }
}
