package contacthub.contact.calendar;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

import contacthub.contact.calendar.WorkingCalendar.Invalid;

/** The official days of one country: the years that were published to us, and what is known of the others. */
final class OfficialDays {

    static final OfficialDays NONE = new OfficialDays(null, Map.of(), year -> Map.of());

    private final String country;
    private final Map<LocalDate, OfficialDay> published;
    private final Map<LocalDate, LocalDate> workedFor;
    private final Map<Integer, Map<LocalDate, OfficialDay>> years = new ConcurrentHashMap<>();
    private final IntFunction<Map<LocalDate, OfficialDay>> unpublished;

    /** Years without a published day are asked for one by one, as they are needed. */
    OfficialDays(String country, Map<LocalDate, OfficialDay> published,
            IntFunction<Map<LocalDate, OfficialDay>> unpublished) {
        this.country = country;
        this.published = published;
        this.workedFor = workedFor(published);
        this.unpublished = unpublished;
        published.keySet().forEach(date -> years.put(date.getYear(), published));
    }

    private static Map<LocalDate, LocalDate> workedFor(Map<LocalDate, OfficialDay> days) {
        Map<LocalDate, LocalDate> workedFor = new HashMap<>();
        days.values().stream().filter(day -> day.movedFrom() != null).forEach(day -> {
            boolean off = day.kind() == OfficialDay.Kind.OFF;
            workedFor.put(off ? day.movedFrom() : day.date(), off ? day.date() : day.movedFrom());
        });
        return workedFor;
    }

    /** A calendar that may not name a country has named this one. */
    static OfficialDays refused(String country) {
        throw new Invalid("country", "'" + country + "' is not known here");
    }

    /** Its code, nothing where there is none. */
    String country() {
        return country;
    }

    boolean isNone() {
        return country == null;
    }

    /** What is different about a date, if anything. */
    Optional<OfficialDay> on(LocalDate date) {
        return isNone()
                ? Optional.empty()
                : Optional.ofNullable(years.computeIfAbsent(date.getYear(), unpublished::apply).get(date));
    }

    /** True where the year was published to us. */
    boolean isPublished(int year) {
        return published.keySet().stream().anyMatch(date -> date.getYear() == year);
    }

    /** The days of a year, in order. */
    List<OfficialDay> in(int year) {
        return years.computeIfAbsent(year, unpublished::apply).values().stream()
                .filter(day -> day.date().getYear() == year).sorted(Comparator.comparing(OfficialDay::date)).toList();
    }

    /** The day off that is made up for by working on this one. */
    Optional<LocalDate> workedFor(LocalDate date) {
        return Optional.ofNullable(workedFor.get(date));
    }

    /** Equal where they were published alike; what a library says of other years is the same for all. */
    @Override
    public boolean equals(Object other) {
        return other instanceof OfficialDays days && Objects.equals(country, days.country)
                && published.equals(days.published);
    }

    @Override
    public int hashCode() {
        return Objects.hash(country, published);
    }
}
