package contacthub.contact.likeness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What people who look alike are likely to have in common, as digests. Two customers are compared if one of their keys is
 * the same, so that the cost of a newcomer does not grow with the number of customers.
 */
final class Keys {

    private static final String VOWELS = "[aeiouyаеиоуыэюяьъ]";
    private static final int CONSONANTS = 3;

    private Keys() {
    }

    /** Nobody without a name has any. */
    static Set<Long> of(Somebody who) {
        String last = skeleton(who.last());
        String first = skeleton(who.first());
        String year = who.birthYear() == null ? null : who.birthYear().toString();
        String town = skeleton(who.town());
        Set<Long> keys = new LinkedHashSet<>();
        // Whichever of the two was entered as the last name.
        if (last != null && first != null) {
            add(keys, "names", Stream.of(last, first).sorted().toArray(String[]::new));
        }
        for (String name : new String[]{ last, first}) {
            add(keys, "name and year", name, year);
            add(keys, "name and town", name, town);
        }
        return keys;
    }

    private static void add(Set<Long> keys, String kind, String... parts) {
        if (Stream.of(parts).allMatch(Objects::nonNull)) {
            String text = kind + "/" + String.join("/", parts);
            keys.add(UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).getMostSignificantBits());
        }
    }

    /** The first letter and the consonants that follow, doubled ones once: what a slip of the pen mostly leaves alone. */
    private static String skeleton(String name) {
        if (name == null) {
            return null;
        }
        String rest = name.substring(1).replaceAll(VOWELS, "").replaceAll("(.)\\1+", "$1");
        return name.charAt(0) + rest.substring(0, Math.min(CONSONANTS, rest.length()));
    }
}
