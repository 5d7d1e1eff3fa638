package contacthub.contact.identity;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A field of the card and how two values of it become one (spec 25, rule 5). Named as the column it is kept in. */
public enum CardField {
    LAST_NAME, FIRST_NAME, PATRONYMIC, BIRTH_YEAR, COMPANY, TOWN, LANGUAGE, NAME_TO_USE;

    /** The master's value, or the other's where the master has none; what the hub does unless told otherwise. */
    public static final String DEFAULT = "default";
    /** The same, said on purpose. */
    public static final String NON_EMPTY = "non-empty";
    /** The one that was said first, an operator's before any other; what the hub does by itself. */
    static final String FIRST_SAID = "first-said";
    /** That of the customer first seen later, if it has one. */
    public static final String MOST_RECENT = "most-recent";
    /** That of the customer first seen earlier, if it has one. */
    public static final String OLDEST = "oldest";
    /** Both texts, one after the other. */
    public static final String SUM = "sum";

    private static final Set<String> STRATEGIES = Set.of(DEFAULT, NON_EMPTY, MOST_RECENT, OLDEST, SUM);

    /** The names of all fields. */
    public static Set<String> names() {
        return Arrays.stream(values()).map(CardField::column).collect(Collectors.toUnmodifiableSet());
    }

    String column() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether a strategy makes sense for a field; an id of one of the customers is checked by the caller. */
    public static boolean allows(String field, String strategy) {
        return STRATEGIES.contains(strategy)
                && !(strategy.equals(SUM) && (field.equals(BIRTH_YEAR.column()) || field.equals(LANGUAGE.column())));
    }

    /** The value after the merge; null where neither has one. */
    String choose(String strategy, Side master, Side other) {
        Side older = master.id.compareTo(other.id) <= 0 ? master : other;
        Side newer = older == master ? other : master;
        return switch (strategy) {
            case MOST_RECENT -> first(newer, older);
            case OLDEST -> first(older, newer);
            case SUM -> sum(master.value(this), other.value(this));
            case FIRST_SAID -> other.isBefore(master, this) ? other.value(this) : master.value(this);
            case DEFAULT, NON_EMPTY -> first(master, other);
            default -> (master.id.toString().equals(strategy) ? master : other).value(this);
        };
    }

    private String first(Side one, Side next) {
        return one.value(this) == null ? next.value(this) : one.value(this);
    }

    private static String sum(String one, String other) {
        String both = Stream.of(one == null ? "" : one, other == null ? "" : other).filter(value -> !value.isEmpty())
                .distinct().collect(Collectors.joining(" "));
        return both.isEmpty() ? null : both;
    }

    /** When a value that comes out of a merge was said; null where an operator said it, or the merge put it together. */
    Instant told(String value, Side master, Side other) {
        if (!Objects.equals(value, other.value(this))) {
            return Objects.equals(value, master.value(this)) ? master.told.get(column()) : null;
        }
        return !Objects.equals(value, master.value(this)) || other.isBefore(master, this)
                ? other.told.get(column())
                : master.told.get(column());
    }

    /**
     * One of the two customers; ids are in the order in which customers were first seen.
     *
     * @param card as text, by column
     * @param told when the event was that said it, by column; of what an operator said there is no such time
     */
    record Side(UUID id, Map<String, String> card, Map<String, Instant> told) {

        /** Whether what this one has for the field was said before what that one has; at once, the words decide. */
        boolean isBefore(Side that, CardField field) {
            if (value(field) == null || that.value(field) == null) {
                return value(field) != null;
            }
            int before = since(field).compareTo(that.since(field));
            return before < 0 || before == 0 && since(field) != Instant.MIN
                    && value(field).compareTo(that.value(field)) < 0;
        }

        private Instant since(CardField field) {
            return told.getOrDefault(field.column(), Instant.MIN);
        }

        String value(CardField field) {
            return card.get(field.column());
        }
    }
}
