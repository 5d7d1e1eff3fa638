package contacthub.runtime.name;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Common first names with the gender they are given to, so that they are told from surnames in whatever order. */
final class FirstNames {

    private static final String LIST = "first-names.txt";
    private static final String[] CYRILLIC = "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я"
            .split(" ");
    private static final String[] LATIN = "a b v g d e e zh z i i k l m n o p r s t u f h ts ch sh shch _ i _ e iu ia"
            .split(" ");

    private final Map<String, Gender> known = new HashMap<>();

    FirstNames() {
        try (var lines = new BufferedReader(new InputStreamReader(FirstNames.class.getResourceAsStream(LIST), UTF_8))) {
            lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        Gender gender = switch (line.substring(0, colon)) {
            case "male" -> Gender.MALE;
            case "female" -> Gender.FEMALE;
            default -> Gender.UNKNOWN;
        };
        for (String name : line.substring(colon + 1).strip().split(" ")) {
            known.put(sound(name), gender);
        }
    }

    boolean have(String word) {
        return given(word).isPresent();
    }

    /** The gender the name is given to, unknown where to both; nothing where we do not know the name. */
    Optional<Gender> given(String word) {
        Gender whole = known.get(sound(word));
        int hyphen = word.indexOf('-');
        return whole == null && hyphen > 0 ? given(word.substring(0, hyphen)) : Optional.ofNullable(whole);
    }

    /** One spelling for all the ways a name is transliterated: Yuriy, Iurii and Юрий. */
    private static String sound(String word) {
        StringBuilder latin = new StringBuilder();
        word.toLowerCase(Locale.ROOT).chars().forEach(c -> latin.append(latin((char) c)));
        return latin.toString().replace("x", "ks").replaceAll("[jy]([aou])", "i$1").replaceAll("io", "e")
                .replaceAll("^ye", "e").replaceAll("[jy]", "i").replace("kh", "h").replaceAll("(.)\\1", "$1");
    }

    private static String latin(char letter) {
        for (int i = 0; i < CYRILLIC.length; i++) {
            if (CYRILLIC[i].charAt(0) == letter) {
                return LATIN[i].equals("_") ? "" : LATIN[i];
            }
        }
        return letter == '\'' ? "" : String.valueOf(letter);
    }
}
