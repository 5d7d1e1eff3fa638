package contacthub.contact.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import contacthub.contact.calendar.WorkingCalendar.Invalid;

/** Days off out of iCalendar files, as calendar programmes write them. */
class IcalDaysTest {

    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    private static IcalDays read(String... events) {
        return IcalDays.read("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"
                + String.join("", events) + "END:VCALENDAR\r\n", NOW);
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\r\nUID:" + String.join("", lines).hashCode() + "\r\n" + String.join("\r\n", lines)
                + "\r\nEND:VEVENT\r\n";
    }

    private static LocalDate[] dates(String... texts) {
        return Arrays.stream(texts).map(LocalDate::parse).toArray(LocalDate[]::new);
    }

    @Test
    void takesEventsOfWholeDaysUpToTheDayBeforeTheirEnd() {
        assertThat(read(event("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227", "TRANSP:TRANSPARENT"),
                event("DTSTART;VALUE=DATE:20270301"), event("DTSTART;VALUE=DATE:20270401", "DURATION:P2D")).days())
                .containsExactly(
                        dates("2026-12-24", "2026-12-25", "2026-12-26", "2027-03-01", "2027-04-01", "2027-04-02"));
    }

    @Test
    void leavesOutMeetingsAndWhatWasCancelled() {
        IcalDays read = read(event("DTSTART:20261224T090000Z", "DTEND:20261224T100000Z"),
                event("DTSTART;VALUE=DATE:20261225", "STATUS:CANCELLED"), event("SUMMARY:no start"));

        assertThat(read.days()).isEmpty();
        assertThat(read.ignored()).isEqualTo(3);
    }

    @Test
    void repeatsWithinTheYearsAheadOnly() {
        assertThat(read(event("DTSTART;VALUE=DATE:19990704", "RRULE:FREQ=YEARLY",
                "EXDATE;VALUE=DATE:20280704")).days())
                .containsExactly(dates("2026-07-04", "2027-07-04", "2029-07-04", "2030-07-04", "2031-07-04"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20990101\r\nEND:VEVENT\r\n",
            "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n"})
    void refusesWhatWouldCloseForYears(String event) {
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> read(event));
    }

    @Test
    void endsEventsThatRepeatEverySecondSinceTheBeginning() {
        assertThat(read(event("DTSTART;VALUE=DATE:19000101", "RRULE:FREQ=SECONDLY")).days()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<html></html>", "{}", "END:VCALENDAR", "\u0000\u0001"})
    void refusesWhatIsNoCalendar(String text) {
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> IcalDays.read(text, NOW))
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("body"));
    }
}
