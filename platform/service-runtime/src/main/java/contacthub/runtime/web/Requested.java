package contacthub.runtime.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;

/** What parameters of a request say; a 400 problem that names the parameter where it says nothing that can be meant. */
public final class Requested {

    private Requested() {
    }

    /** One of these words; nothing where nothing is said. */
    public static String word(String field, Set<String> allowed, String value) {
        if (value != null && !allowed.contains(value)) {
            throw Problem.invalid(field, "must be one of " + String.join(", ", allowed.stream().sorted().toList()));
        }
        return value;
    }

    /** A moment; the other one where nothing is said. */
    public static Instant time(String field, String value, Instant otherwise) {
        try {
            return value == null ? otherwise : Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw Problem.invalid(field, "must be a time such as 2026-03-02T09:00:00Z");
        }
    }
}
