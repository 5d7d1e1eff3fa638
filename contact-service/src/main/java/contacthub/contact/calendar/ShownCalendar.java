package contacthub.contact.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.calendar.WorkingCalendar.Invalid;
import contacthub.contracts.Json;

/**
 * A calendar as it is answered: its own fields beside what is known of it.
 *
 * @param fault why it cannot be used as it is stored, and its last good version stands in for it
 * @param closures days off from a feed or a file, and how reading them went
 */
record ShownCalendar(String name, long version, Instant changedAt, String changedBy, String fault,
        List<ShownClosure> closures, @JsonAnyGetter Map<String, JsonNode> fields) {

    /** Days off from outside: how many, and the first and last of them. */
    record ShownClosure(String source, String url, int days, LocalDate first, LocalDate last, Instant fetched,
            String fault) {

        static ShownClosure of(Closure closure) {
            List<LocalDate> days = closure.days().stream().sorted().toList();
            LocalDate first = days.isEmpty() ? null : days.get(0);
            LocalDate last = days.isEmpty() ? null : days.get(days.size() - 1);
            return new ShownClosure(closure.source(), closure.url(), days.size(), first, last, closure.fetched(),
                    closure.fault());
        }
    }

    static ShownCalendar of(StoredCalendar calendar, List<Closure> closures, String fault) {
        return new ShownCalendar(calendar.name(), calendar.version(), calendar.changedAt(), calendar.changedBy(), fault,
                closures.stream().filter(closure -> closure.calendar().equals(calendar.name())).map(ShownClosure::of)
                        .toList(),
                fields(calendar.form()));
    }

    /** Nothing where it is no longer readable. */
    private static Map<String, JsonNode> fields(String form) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        try {
            Json.MAPPER.valueToTree(CalendarForm.parse(form)).properties()
                    .forEach(field -> fields.put(field.getKey(), field.getValue()));
        } catch (Invalid unreadable) {
            return Map.of();
        }
        return fields;
    }
}
