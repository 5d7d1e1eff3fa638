package contacthub.contact.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import contacthub.contact.calendar.OfficialDay.Kind;
import contacthub.contact.calendar.WorkingCalendar.Invalid;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;

/**
 * Public holidays of years nobody published to us: of Russia those its Labour Code names (article 112), of other
 * countries and their regions what the library jollyday knows. Moved working days are never among them.
 */
final class PublicHolidays {

    private static final String RUSSIA = "RU";
    private static final Set<MonthDay> RUSSIAN = Stream
            .of("01-01", "01-02", "01-03", "01-04", "01-05", "01-06", "01-07", "01-08", "02-23", "03-08", "05-01",
                    "05-09", "06-12", "11-04")
            .map(day -> MonthDay.parse("--" + day)).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> COUNTRIES = HolidayManager.getSupportedCalendarCodes().stream()
            .map(code -> code.toUpperCase(Locale.ROOT)).filter(code -> code.length() == 2)
            .collect(Collectors.toUnmodifiableSet());

    private final Optional<HolidayManager> library;
    private final String[] region;

    private PublicHolidays(Optional<HolidayManager> library, String... region) {
        this.library = library;
        this.region = region;
    }

    /** Those of a country, or of a region of it as {@code DE-BY}; {@link Invalid} where it is not known. */
    static PublicHolidays of(String code) {
        String[] parts = code.split("-", 2);
        if (code.equals(RUSSIA)) {
            return new PublicHolidays(Optional.empty());
        }
        if (!COUNTRIES.contains(parts[0])) {
            throw new Invalid("country", "'" + code + "' is no country of ISO 3166 that is known here, such as RU");
        }
        HolidayManager manager = HolidayManager
                .getInstance(ManagerParameters.create(parts[0].toLowerCase(Locale.ROOT)));
        String region = parts.length == 1 ? null : parts[1].toLowerCase(Locale.ROOT);
        if (region != null && !manager.getCalendarHierarchy().getChildren().containsKey(region)) {
            throw new Invalid("country", "'" + code + "' is no region of " + parts[0] + " that is known here");
        }
        return new PublicHolidays(Optional.of(manager), region == null ? new String[0] : new String[]{ region});
    }

    /** The days off of one year. */
    Map<LocalDate, OfficialDay> in(int year) {
        Map<LocalDate, OfficialDay> days = new HashMap<>();
        holidays(year).forEach(day -> days.put(day.date(), day));
        return days;
    }

    private List<OfficialDay> holidays(int year) {
        return library.map(manager -> ofLibrary(manager, year)).orElseGet(() -> RUSSIAN.stream()
                .map(day -> new OfficialDay(day.atYear(year), Kind.OFF, null, null)).toList());
    }

    /** Closed on a holiday itself and on the day it is kept instead, where that is another. */
    private List<OfficialDay> ofLibrary(HolidayManager manager, int year) {
        return manager.getHolidays(Year.of(year), region).stream()
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .flatMap(holiday -> Stream
                        .concat(Stream.of(holiday.getActualDate()), holiday.getObservedDate().stream())
                        .map(date -> new OfficialDay(date, Kind.OFF, holiday.getDescription(Locale.ENGLISH), null)))
                .toList();
    }
}
