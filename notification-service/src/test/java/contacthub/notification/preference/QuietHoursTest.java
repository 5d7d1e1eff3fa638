package contacthub.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;

/** Windows of each weekday, past midnight, and where clocks are changed; 2026-11-23 is a Monday. */
class QuietHoursTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"mon":[["22:00","08:00"]]}                         | Europe/Moscow | 2026-11-23T21:59:59 | -
            {"mon":[["22:00","08:00"]]}                         | Europe/Moscow | 2026-11-23T22:00    | 2026-11-24T08:00
            {"mon":[["22:00","08:00"]]}                         | Europe/Moscow | 2026-11-24T00:00    | 2026-11-24T08:00
            {"mon":[["22:00","08:00"]]}                         | Europe/Moscow | 2026-11-24T07:59:59 | 2026-11-24T08:00
            {"mon":[["22:00","08:00"]]}                         | Europe/Moscow | 2026-11-24T08:00    | -
            {"mon":[["22:00","08:00"]]}                         | Europe/Moscow | 2026-11-23T07:00    | -
            {"mon":[["22:00","08:00"]]}                         | Europe/Moscow | 2026-11-24T23:00    | -
            {"mon":[["13:00","14:00"],["22:00","24:00"]]}       | Europe/Moscow | 2026-11-23T13:30    | 2026-11-23T14:00
            {"mon":[["13:00","14:00"],["22:00","24:00"]]}       | Europe/Moscow | 2026-11-23T23:30    | 2026-11-24T00:00
            {"sat":[["20:00","24:00"]],"sun":[["00:00","24:00"]],"mon":[["00:00","10:00"]]} | Europe/Moscow | 2026-11-21T21:00 | 2026-11-23T10:00
            {"sun":[["22:00","07:00"]],"mon":[["06:00","09:00"]]} | Europe/Moscow | 2026-11-23T05:00  | 2026-11-23T09:00
            {"sun":[["22:00","08:00"]]}                         | Europe/Berlin | 2026-03-29T23:00    | 2026-03-30T08:00
            {"sat":[["22:00","02:30"]]}                         | Europe/Berlin | 2026-03-29T01:00    | 2026-03-29T03:30
            {"sat":[["22:00","02:30"]]}                         | Europe/Berlin | 2026-10-25T01:00    | 2026-10-25T02:30
            {}                                                  | Europe/Moscow | 2026-11-23T03:00    | -
            """)
    void endsWithItsLastWindow(String week, ZoneId zone, LocalDateTime at, String end) {
        QuietHours hours = hours(week);
        Instant moment = at.atZone(zone).toInstant();
        Optional<Instant> expected = end.equals("-")
                ? Optional.empty()
                : Optional.of(LocalDateTime.parse(end).atZone(zone).withLaterOffsetAtOverlap().toInstant());
        assertThat(hours.endAfter(moment, zone)).isEqualTo(expected);
        assertThat(QuietHours.parse(Json.text(hours.shown())).endAfter(moment, zone)).isEqualTo(expected);
    }

    @Test
    void holdsElsewhereAtAnotherTime() {
        QuietHours hours = QuietHours.daily("22:00-08:00");
        Instant moment = Instant.parse("2026-11-23T18:00:00Z");
        assertThat(hours.endAfter(moment, ZoneId.of("Europe/Moscow"))).isEmpty();
        assertThat(hours.endAfter(moment, ZoneId.of("Asia/Omsk"))).contains(Instant.parse("2026-11-24T02:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "22:00", "22-8", "08:00-08:00", "24:00-08:00", "00:00-24:00", "25:00-08:00", "nightly"})
    void refusesHoursThatAreNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> QuietHours.daily(text));
    }

    private static QuietHours hours(String week) {
        return QuietHours.read("quiet_hours", Json.read(week.getBytes(StandardCharsets.UTF_8), JsonNode.class),
                (field, flaw) -> fail(field + " " + flaw));
    }
}
