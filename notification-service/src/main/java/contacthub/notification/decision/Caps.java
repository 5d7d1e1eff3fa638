package contacthub.notification.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import contacthub.notification.preference.Category;
import contacthub.runtime.sql.Query;

/**
 * How often a customer may be written to on one of the customer's own days, and how often that was done or is to be.
 * Only what we begin counts: answers are as many as the customer asks for.
 */
record Caps(Map<Category, Integer> ofCategory, int inAll, Map<LocalDate, Map<String, Integer>> counted) {

    private static final String COUNTED = """
            SELECT day, category, count(*) FROM notification WHERE customer = ANY (?) AND day >= ?
                AND state NOT IN ('suppressed', 'cancelled', 'expired') AND (?::uuid IS NULL OR id < ?::uuid)
            GROUP BY day, category""";

    /**
     * Those of a customer with all its parts, from the day on that it is at this moment in any zone.
     *
     * @param before the notification it is asked for, which only earlier ones come before; null where there is none yet
     */
    static Query<Caps> of(DecisionSettings settings, List<UUID> parts, Instant from, UUID before) {
        LocalDate earliest = LocalDate.ofInstant(from, ZoneOffset.MIN);
        return new Query<>(COUNTED, Arrays.asList(parts, earliest, before, before), row -> {
            Map<LocalDate, Map<String, Integer>> counted = new HashMap<>();
            while (row.next()) {
                counted.computeIfAbsent(row.getObject(1, LocalDate.class), day -> new HashMap<>())
                        .put(row.getString(2), row.getInt(3));
            }
            return new Caps(settings.caps().category(), settings.caps().all(), counted);
        });
    }

    /** Which cap one more on this day would exceed. */
    Optional<String> reached(Category category, LocalDate day) {
        Map<String, Integer> that = counted.getOrDefault(day, Map.of());
        Integer most = ofCategory.get(category);
        if (most != null && that.getOrDefault(category.word(), 0) >= most) {
            return Optional.of("at most " + most + " of category " + category.word() + " a day; " + day + " is full");
        }
        return that.values().stream().mapToInt(Integer::intValue).sum() >= inAll
                ? Optional.of("at most " + inAll + " in all a day; " + day + " is full")
                : Optional.empty();
    }
}
