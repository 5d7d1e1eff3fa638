package contacthub.contact.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values that people and forms put where they have no address (spec 25, rule 1), and those of an own list. An entry is a
 * value, or {@code type:value} for one type only; {@code *} stands for anything.
 */
final class Placeholders {

    private static final Set<String> WORDS = Set.of("", "0", "-", "-1", "null", "none", "n/a", "na", "nil", "undefined",
            "anonymous", "unknown", "test", "нет", "не указан", "аноним");
    private static final List<String> MAILS = List.of("test@test.*", "test@example.*", "noreply@test.*",
            "noreply@example.*", "no-reply@test.*", "no-reply@example.*", "anonymous@test.*", "anonymous@example.*");

    private final Set<String> values = new HashSet<>(WORDS);
    private final Pattern patterns;

    Placeholders(List<String> own) {
        List<String> globs = new java.util.ArrayList<>(MAILS);
        own.stream().map(String::strip).map(Placeholders::lower)
                .forEach(entry -> (entry.contains("*") ? globs : values).add(entry));
        patterns = Pattern.compile(globs.stream().map(Placeholders::pattern).collect(Collectors.joining("|")));
    }

    private static String pattern(String glob) {
        return List.of(glob.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    boolean have(String type, String value) {
        String lower = lower(value);
        String ref = type + ":" + lower;
        return values.contains(lower) || values.contains(ref) || patterns.matcher(lower).matches()
                || patterns.matcher(ref).matches();
    }

    private static String lower(String value) {
        return value.toLowerCase(Locale.ROOT);
    }
}
