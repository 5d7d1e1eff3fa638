package contacthub.contact.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import contacthub.contact.calendar.SlaVectors;
import contacthub.contact.calendar.SlaVectors.Row;
import contacthub.contact.calendar.WorkingCalendar;
import contacthub.contact.clock.PausableClock.Pause;

/** A helpdesk's own tests of its clocks agree with ours; the vectors are public data and not part of the project. */
class PausableClockVectorsTest {

    private static Map<String, WorkingCalendar> calendars;

    @BeforeAll
    static void findVectors() {
        SlaVectors.require();
        calendars = SlaVectors.calendars();
    }

    static List<Row> clocks() {
        return SlaVectors.rows("sla-clock.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clocks")
    void pausesClock(Row row) {
        PausableClock clock = new PausableClock(calendars.get(row.get("calendar")), instant(row, "clock_start"),
                pauses(row));
        long target = Long.parseLong(row.get("target_minutes"));

        assertThat(clock.due(Duration.ofMinutes(target))).contains(instant(row, "expected_deadline"));
        if (row.has("stopped_at")) {
            long elapsed = clock.elapsed(instant(row, "stopped_at")).toMinutes();
            assertThat(elapsed).isEqualTo(Long.parseLong(row.get("expected_elapsed_minutes")));
            assertThat(target - elapsed).isEqualTo(Long.parseLong(row.get("expected_remaining_minutes")));
        }
    }

    private static Instant instant(Row row, String column) {
        return Instant.parse(row.get(column));
    }

    private static List<Pause> pauses(Row row) {
        return Arrays.stream(row.get("pauses").split(" ")).filter(pause -> !pause.isEmpty())
                .map(pause -> pause.split("/"))
                .map(ends -> new Pause(Instant.parse(ends[0]), Instant.parse(ends[1]))).toList();
    }
}
