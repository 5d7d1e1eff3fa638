package contacthub.contact.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.contact.calendar.WorkingCalendar.Invalid;
import contacthub.contracts.Json;

/** Working time as the specification knows it, with answers worked out by hand. */
class WorkingCalendarTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final String NINE_TO_FIVE = """
            {zone: 'UTC', week: {mon: [['09:00','17:00']], tue: [['09:00','17:00']], wed: [['09:00','17:00']],
                                 thu: [['09:00','17:00']], fri: [['09:00','17:00']]}}""";
    private static final String LUNCH_AND_HOLIDAY = """
            {zone: 'UTC', week: {mon: [['09:00','13:00'],['14:00','17:00']], tue: [['09:00','13:00'],['14:00','17:00']],
                                 fri: [['09:00','13:00'],['14:00','17:00']]},
             holidays: ['2026-03-02']}""";
    private static final String NIGHTS = """
            {zone: 'UTC', week: {mon: [['22:00','06:00']], fri: [['22:00','06:00']]}, holidays: ['2026-03-03']}""";

    @Test
    void carriesTheRestOverTheWeekend() {
        assertThat(calendar(NINE_TO_FIVE).add(at("2026-02-27T16:30:00Z"), Duration.ofHours(1)))
                .isEqualTo("2026-03-02T09:30:00Z");
    }

    @Test
    void carriesTheRestOverAHoliday() {
        assertThat(calendar(LUNCH_AND_HOLIDAY).add(at("2026-02-27T16:30:00Z"), Duration.ofHours(1)))
                .isEqualTo("2026-03-03T09:30:00Z");
    }

    @Test
    void doesNotWorkOverLunch() {
        assertThat(calendar(LUNCH_AND_HOLIDAY).add(at("2026-02-27T12:30:00Z"), Duration.ofHours(1)))
                .isEqualTo("2026-02-27T14:30:00Z");
    }

    @ParameterizedTest(name = "{0} of {1} s from {2} is {3}")
    @CsvSource({
            "closing,      28800, 2026-03-02T09:00:00Z, 2026-03-02T17:00:00Z",
            "past closing, 28801, 2026-03-02T09:00:00Z, 2026-03-03T09:00:01Z",
            "zero open,    0,     2026-03-02T09:00:00Z, 2026-03-02T09:00:00Z",
            "zero closed,  0,     2026-03-02T17:00:00Z, 2026-03-03T09:00:00Z",
            "back,         -3600, 2026-03-02T09:30:00Z, 2026-02-27T16:30:00Z",
            "back to open, -1800, 2026-03-02T09:30:00Z, 2026-03-02T09:00:00Z"})
    void endsAtTheEdges(String edge, long seconds, Instant start, Instant expected) {
        assertThat(calendar(NINE_TO_FIVE).add(start, Duration.ofSeconds(seconds))).isEqualTo(expected);
    }

    @Test
    void looksBackToTheLastClosing() {
        assertThat(calendar(NINE_TO_FIVE).subtract(at("2026-03-01T12:00:00Z"), Duration.ZERO))
                .isEqualTo("2026-02-27T17:00:00Z");
    }

    @Test
    void measuresBackwardsAsNegative() {
        WorkingCalendar calendar = calendar(NINE_TO_FIVE);

        assertThat(calendar.between(at("2026-02-27T16:30:00Z"), at("2026-03-02T09:30:00Z")))
                .isEqualTo(Duration.ofHours(1));
        assertThat(calendar.between(at("2026-03-02T09:30:00Z"), at("2026-02-27T16:30:00Z")))
                .isEqualTo(Duration.ofHours(-1));
    }

    @Test
    void keepsFractionsOfASecond() {
        assertThat(calendar(NINE_TO_FIVE).add(at("2026-02-27T16:59:59.999Z"), Duration.ofMillis(2)))
                .isEqualTo("2026-03-02T09:00:00.001Z");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({ "2026-03-02T21:59:59Z, false", "2026-03-02T22:00:00Z, true", "2026-03-02T23:59:59Z, true",
            "2026-03-03T05:59:59Z, true", "2026-03-03T06:00:00Z, false", "2026-03-07T05:00:00Z, true"})
    void nightShiftBelongsToTheDayItBeginsOnEvenBeforeAHoliday(Instant at, boolean open) {
        assertThat(calendar(NIGHTS).isOpen(at)).isEqualTo(open);
    }

    @Test
    void holidayBeatsSpecialDayAndBreakBeatsAll() {
        WorkingCalendar calendar = calendar("""
                {zone: 'UTC', week: {mon: [['22:00','06:00']]}, holidays: ['2026-03-04','03-05'],
                 special_days: {'2026-03-04': [['10:00','12:00']], '2026-03-05': [['10:00','12:00']],
                                '2026-03-06': [['10:00','12:00']]},
                 breaks: {'2026-03-06': [['10:00','10:30'],['10:20','11:00']], '2026-03-03': [['05:00','06:00']]}}""");

        assertThat(calendar.nextOpen(at("2026-03-03T05:00:00Z"))).isEqualTo("2026-03-06T11:00:00Z");
        assertThat(calendar.between(at("2026-03-02T22:00:00Z"), at("2026-03-09T00:00:00Z")))
                .isEqualTo(Duration.ofHours(8));
    }

    @Test
    void breakRunsPastMidnightToo() {
        WorkingCalendar calendar = calendar("""
                {zone: 'UTC', week: {mon: [['22:00','06:00']]}, breaks: {'2026-03-02': [['23:00','01:00']]}}""");

        assertThat(calendar.add(at("2026-03-02T22:00:00Z"), Duration.ofHours(2))).isEqualTo("2026-03-03T02:00:00Z");
    }

    @Test
    void specialDayReplacesTheWeek() {
        WorkingCalendar calendar = calendar("""
                {zone: 'UTC', week: {mon: [['09:00','17:00']]},
                 special_days: {'2026-03-02': [], '2026-03-07': [['09:00','15:00']]}}""");

        assertThat(calendar.nextOpen(at("2026-03-02T10:00:00Z"))).isEqualTo("2026-03-07T09:00:00Z");
        assertThat(read(Json.text(calendar))).isEqualTo(calendar);
    }

    @Test
    void intervalFromATimeToTheSameTimeIsTwentyFourHours() {
        WorkingCalendar calendar = calendar(
                "{zone: 'UTC', week: {mon: [['09:00','09:00']], wed: [['00:00','00:00']]}}");

        assertThat(calendar.between(at("2026-03-02T00:00:00Z"), at("2026-03-09T00:00:00Z")))
                .isEqualTo(Duration.ofHours(48));
        assertThat(calendar.form().week().get("wed")).hasToString("[[00:00, 24:00]]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({ "spring, 2026-03-28T22:00+01:00, 2026-03-29T06:00+02:00, 7",
            "autumn,      2026-10-24T22:00+02:00, 2026-10-25T06:00+01:00, 9"})
    void nightShiftIsAsLongAsTheClockChangeMakesIt(String season, ZonedDateTime from, ZonedDateTime to, int hours) {
        WorkingCalendar calendar = calendar("{zone: 'Europe/Berlin', week: {sat: [['22:00','06:00']]}}");

        assertThat(calendar.between(from.toInstant(), to.toInstant())).isEqualTo(Duration.ofHours(hours));
        assertThat(calendar.add(from.toInstant(), Duration.ofHours(hours))).isEqualTo(to.toInstant());
    }

    @Test
    void countsNoMomentTwiceWhereTheSkippedHourMakesIntervalsMeet() {
        WorkingCalendar calendar = calendar(
                "{zone: 'Europe/Berlin', week: {sun: [['01:00','02:30'],['03:00','04:00']]}}");

        assertThat(calendar.between(at("2026-03-29T00:00:00Z"), at("2026-03-30T00:00:00Z")))
                .isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({ "America/Goose_Bay, 2010-11-06T00:00:00Z, 2010-11-08T00:00:00Z",
            "America/Sao_Paulo, 2015-02-21T00:00:00Z, 2015-02-23T00:00:00Z",
            "Pacific/Apia, 2011-12-29T00:00:00Z, 2012-01-01T00:00:00Z",
            "America/Havana, 2020-10-31T00:00:00Z, 2020-11-02T00:00:00Z"})
    void losesNothingWhereTheClockChangesAtMidnight(ZoneId zone, Instant from, Instant to) {
        // The holiday, long ago, makes it walk the days instead of taking the short way.
        WorkingCalendar calendar = calendar("{zone: '" + zone + "', holidays: ['1999-01-04'], week: {"
                + "mon: [['00:00','24:00']], tue: [['00:00','24:00']], wed: [['00:00','24:00']],"
                + "thu: [['00:00','24:00']], fri: [['00:00','24:00']], sat: [['00:00','24:00']],"
                + "sun: [['00:00','24:00']]}}");

        for (Instant at = from; at.isBefore(to); at = at.plus(Duration.ofMinutes(10))) {
            assertThat(calendar.isOpen(at)).as("%s", at).isTrue();
            assertThat(calendar.add(from, Duration.between(from, at))).isEqualTo(at);
            assertThat(calendar.subtract(to, Duration.between(at, to))).isEqualTo(at);
            assertThat(calendar.between(from, at)).isEqualTo(Duration.between(from, at));
        }
    }

    @Test
    void dateThatNeverCameHasNoShift() {
        WorkingCalendar calendar = calendar("{zone: 'Pacific/Apia', week: {fri: [['09:00','17:00']]}}");

        assertThat(calendar.nextOpen(at("2011-12-28T00:00:00Z"))).isEqualTo("2012-01-05T19:00:00Z");
    }

    @Test
    void alwaysIsCalendarTime() {
        WorkingCalendar always = WorkingCalendar.always(BERLIN);
        Instant start = at("2026-01-01T03:04:05.678Z");

        assertThat(always.isOpen(start)).isTrue();
        assertThat(always.add(start, Duration.ofDays(365))).isEqualTo(start.plus(Duration.ofDays(365)));
        assertThat(always.between(start, start.plusSeconds(7))).isEqualTo(Duration.ofSeconds(7));
        assertThat(read(Json.text(always))).isEqualTo(always);
    }

    @Test
    void officeIsMondayToFridayNineToSix() {
        WorkingCalendar office = WorkingCalendar.office(MOSCOW);

        assertThat(office.add(at("2026-02-27T14:30:00Z"), Duration.ofHours(1))).isEqualTo("2026-03-02T06:30:00Z");
        assertThat(office.between(at("2026-03-02T00:00:00Z"), at("2026-03-09T00:00:00Z")))
                .isEqualTo(Duration.ofHours(45));
        assertThat(office).isEqualTo(WorkingCalendar.office(MOSCOW)).isNotEqualTo(WorkingCalendar.office(BERLIN));
    }

    @Test
    void countsWorkingDays() {
        WorkingCalendar calendar = calendar(LUNCH_AND_HOLIDAY);
        LocalDate friday = LocalDate.parse("2026-02-27");

        assertThat(calendar.addWorkingDays(friday, 1)).isEqualTo("2026-03-03");
        assertThat(calendar.addWorkingDays(LocalDate.parse("2026-03-03"), -1)).isEqualTo(friday);
        assertThat(calendar.workingDaysBetween(friday, LocalDate.parse("2026-03-06"))).isEqualTo(2);
        assertThat(calendar.workingDaysBetween(LocalDate.parse("2026-03-06"), friday)).isEqualTo(-2);
    }

    @Test
    void writesTheFormItReads() {
        String json = "{\"zone\":\"Europe/Moscow\","
                + "\"week\":{\"mon\":[[\"09:00\",\"13:00\"],[\"14:00\",\"24:00\"]],\"tue\":[[\"22:00\",\"06:00\"]]},"
                + "\"holidays\":[\"2026-01-09\",\"01-01\"],"
                + "\"special_days\":{\"2026-02-21\":[[\"09:00\",\"17:00\"]]},"
                + "\"breaks\":{\"2026-03-02\":[[\"10:00\",\"11:30\"]]}}";

        assertThat(Json.text(read(json))).isEqualTo(json);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "zone            | is missing; name a time zone such as Europe/Moscow | {week: {mon: [['09:00','17:00']]}}",
            "zone            | 'Mars' is no known time zone | {zone: 'Mars', week: {mon: [['09:00','17:00']]}}",
            "week            | has no open time, and there is no special day with any | {zone: 'UTC'}",
            "week            | has no open time, and there is no special day with any | {zone: 'UTC', special_days: {'2026-03-02': []}}",
            "week.monday     | is no weekday; they are mon, tue, wed, thu, fri, sat, sun | {zone: 'UTC', week: {monday: []}}",
            "week.mon        | 12:00–13:00 overlaps 09:00–17:00 | {zone: 'UTC', week: {mon: [['12:00','13:00'],['09:00','17:00']]}}",
            "week.mon        | 05:00–09:00 overlaps 22:00–06:00 of the day before | {zone: 'UTC', week: {sun: [['22:00','06:00']], mon: [['05:00','09:00']]}}",
            "week.mon[0]     | '9:00' is no time of day such as 09:00 (or 24:00 as an end) | {zone: 'UTC', week: {mon: [['9:00','17:00']]}}",
            "week.mon[0]     | '24:00' is no time of day such as 09:00 (or 24:00 as an end) | {zone: 'UTC', week: {mon: [['24:00','17:00']]}}",
            "week.mon[1]     | needs a start and an end, as [\"\"09:00\"\", \"\"18:00\"\"] | {zone: 'UTC', week: {mon: [['09:00','10:00'],['11:00']]}}",
            "holidays        | '2026-02-30' is neither a date nor MM-DD of every year | {zone: 'UTC', week: {mon: [['09:00','17:00']]}, holidays: ['2026-02-30']}",
            "holidays        | '13-01' is neither a date nor MM-DD of every year | {zone: 'UTC', week: {mon: [['09:00','17:00']]}, holidays: ['13-01']}",
            "special_days    | 'Easter' is no date such as 2026-03-02 | {zone: 'UTC', special_days: {Easter: [['09:00','17:00']]}}",
            "special_days.2026-03-02 | 10:00–11:00 overlaps 09:00–17:00 | {zone: 'UTC', special_days: {'2026-03-02': [['09:00','17:00'],['10:00','11:00']]}}",
            "breaks.2026-03-02[0]    | 'noon' is no time of day such as 09:00 (or 24:00 as an end) | {zone: 'UTC', week: {mon: [['09:00','17:00']]}, breaks: {'2026-03-02': [['noon','13:00']]}}"})
    void namesTheFieldThatIsWrong(String field, String reason, String json) {
        CalendarForm form = Json.read(strict(json).getBytes(UTF_8),
                CalendarForm.class);
        Invalid invalid = catchThrowableOfType(Invalid.class, () -> WorkingCalendar.of(form));

        assertThat(invalid.field()).isEqualTo(field);
        assertThat(invalid.reason()).isEqualTo(reason.replace("\"\"", "\""));
    }

    @Test
    void givesUpOnACalendarThatHasClosedForGood() {
        WorkingCalendar calendar = calendar("{zone: 'UTC', special_days: {'2026-03-02': [['09:00','17:00']]}}");

        assertThat(calendar.add(at("2026-01-01T00:00:00Z"), Duration.ofHours(8))).isEqualTo("2026-03-02T17:00:00Z");
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> calendar.nextOpen(at("2026-03-02T17:00:00Z")))
                .withMessageContaining("50 years");
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> calendar.subtract(at("2026-03-02T09:00:00Z"), Duration.ZERO));
        assertThatExceptionOfType(Invalid.class).isThrownBy(
                () -> WorkingCalendar.always(ZoneOffset.UTC).add(Instant.EPOCH, Duration.ofSeconds(Long.MAX_VALUE)));
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }

    private static WorkingCalendar calendar(String relaxed) {
        return read(strict(relaxed));
    }

    private static WorkingCalendar read(String json) {
        return Json.read(json.getBytes(UTF_8), WorkingCalendar.class);
    }

    /** JSON without the quotes that make a table hard to read. */
    private static String strict(String relaxed) {
        return relaxed.replaceAll("(\\w+):\\s", "\"$1\": ").replaceAll("'([^']+)':", "\"$1\":").replace('\'', '"');
    }
}
