package contacthub.contracts;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** One word of a closed list, as it is written in JSON. Lists may grow; a word is never taken away. */
public interface Word {

    /** The constant's own name. */
    String name();

    /** As written in JSON: lower case. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words of a list, in its order. */
    static Set<String> all(Word... words) {
        Set<String> names = new LinkedHashSet<>();
        Arrays.stream(words).map(Word::word).forEach(names::add);
        return Collections.unmodifiableSet(names);
    }
}
