package contacthub.runtime.name;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the end of a word tells of it as a part of a name, in Russian and in its transliterations. */
final class Endings {

    private static final Pattern SON = Pattern
            .compile(".{2,}[оеё]вич|(?:ильич|никитич|кузьмич|фомич|лукич|саввич|фокич)"
                    + "|.{2,}[алнр]ыч|.+ (?:оглы|оглу|улы|уулу)|.{2,}[oe]vich|(?:ilyich|ilich|nikitich|kuzmich|fomich|lukich)"
                    + "|.+ (?:ogly|oglu|uly)");
    private static final Pattern DAUGHTER = Pattern.compile(".{2,}[оеё]вна|.{2,}инична|(?:фоминична|саввична|никитична)"
            + "|.+ (?:кызы|гызы)|.{2,}[oe]vna|.{2,}inichna|nikitichna|.+ (?:kyzy|gyzy)");
    private static final Pattern HIS = Pattern.compile(".+(?:[оеё]в|[иы]н|[сц]кий|[сц]кой|ый|ной|той)"
            + "|.{2,}(?:[oe]v|sk(?:y|iy|ii|yy))");
    private static final Pattern HERS = Pattern.compile(".+(?:[оеё]ва|[иы]на|ая|яя)|.{2,}(?:[oe]va|skaya|skaia)");
    private static final Pattern THEIRS = Pattern
            .compile(".{2,}(?:ко|[уюая]к|[ыи]х|ян|янц|дзе|швили|ец|ич|ман|берг|штейн)"
                    + "|.{2,}(?:[iy]n|ina|nko|[uy]k|yan|dze|shvili|ich|off|eff|man|berg|stein)");
    private static final Pattern OF_HIS_NAME = Pattern.compile("[а-яё-]*[бвгджзклмнпрстфхцчшщй]");
    private static final Pattern OF_HER_NAME = Pattern.compile("[а-яё-]+[ая]");
    private static final Pattern INITIAL = Pattern.compile("\\p{L}\\.?|\\p{L}\\.-?\\p{L}\\.");

    private Endings() {
    }

    static boolean isInitial(String word) {
        return INITIAL.matcher(word).matches();
    }

    /** Whose child the patronymic says one is: son or daughter; unknown where it is no patronymic. */
    static Gender ofPatronymic(String word) {
        return which(word, SON, DAUGHTER);
    }

    /** Surnames that differ by gender; all others, and initials, tell nothing. */
    static Gender ofSurname(String word) {
        return which(last(word), HIS, HERS);
    }

    /** Whether it looks like a surname, of whatever gender. */
    static boolean areOfSurname(String word) {
        return ofSurname(word) != Gender.UNKNOWN || THEIRS.matcher(lower(last(word))).matches();
    }

    /** Russian first names end in a consonant or in a vowel of their gender, apart from those the word list has. */
    static Gender ofFirstName(String word) {
        return isInitial(word) ? Gender.UNKNOWN : which(word, OF_HIS_NAME, OF_HER_NAME);
    }

    private static Gender which(String word, Pattern male, Pattern female) {
        String lower = lower(word);
        if (male.matcher(lower).matches()) {
            return Gender.MALE;
        }
        return female.matcher(lower).matches() ? Gender.FEMALE : Gender.UNKNOWN;
    }

    private static String last(String word) {
        String[] parts = word.split("[ -]");
        return parts.length == 0 ? word : Arrays.asList(parts).get(parts.length - 1);
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
