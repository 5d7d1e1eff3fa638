package contacthub.runtime.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import com.github.petrovich4j.Case;
import com.github.petrovich4j.NameType;
import com.github.petrovich4j.Petrovich;

/** Russian parts of names in other cases; what is not in Cyrillic stays as it is. */
final class Declension {

    /** First halves of double surnames that are not declined. */
    private static final Set<String> FIXED = Set.of("бонч", "абдул", "дюмон", "книппер", "корвин", "ван", "шолом",
            "тер",
            "мелик", "вар", "фон", "де", "аль", "эль");

    /** Surnames the rules take for adjectives or leave alone, although they are nouns: Цой, Фидря, Джанджагава. */
    private static final Pattern NOUNS = Pattern.compile("[^аеёиоуыэюя]+ой|.*(?:[бвгджзклмнпрстф]я|ава)");

    private final Petrovich rules = new Petrovich();

    /** Each half of a double name on its own. */
    String decline(String part, NameType type, Gender gender, Case to) {
        List<String> declined = new ArrayList<>();
        List<String> halves = Arrays.asList(part.split("-"));
        for (int i = 0; i < halves.size(); i++) {
            boolean fixed = i < halves.size() - 1 && FIXED.contains(halves.get(i).toLowerCase(Locale.ROOT));
            declined.add(fixed ? halves.get(i) : word(halves.get(i), type, gender, to));
        }
        return String.join("-", declined);
    }

    private String word(String word, NameType type, Gender gender, Case to) {
        if (Endings.isInitial(word) || !word.codePoints().allMatch(Declension::isCyrillic)) {
            return word;
        }
        boolean male = gender == Gender.MALE;
        return rules.say(word, isNoun(word.toLowerCase(Locale.ROOT), type, male) ? NameType.FirstName : type,
                male ? com.github.petrovich4j.Gender.Male : com.github.petrovich4j.Gender.Female, to);
    }

    /** Such a surname is declined like a first name; a woman's that ends in a consonant stays as it is. */
    private static boolean isNoun(String word, NameType type, boolean male) {
        return type == NameType.LastName && (male || !word.endsWith("й")) && NOUNS.matcher(word).matches();
    }

    static boolean isCyrillic(int letter) {
        return Character.UnicodeScript.of(letter) == Character.UnicodeScript.CYRILLIC || letter == '-' || letter == ' ';
    }
}
