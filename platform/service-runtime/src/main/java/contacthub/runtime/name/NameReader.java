package contacthub.runtime.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds out which word of a name is which. The patronymic shows by its ending and stands beside the first name; without
 * one, known first names and the endings of surnames decide; where they do not, the first name is the first.
 */
final class NameReader {

    private static final FirstNames FIRST_NAMES = new FirstNames();
    private static final Set<String> BEFORE_SURNAMES = Set.of("фон", "ван", "де", "да", "ди", "дель", "ла", "аль",
            "эль",
            "von", "van", "de", "da", "di", "del", "la", "al", "el", "der", "bin");
    private static final Set<String> AFTER_FATHERS = Set.of("оглы", "оглу", "улы", "уулу", "кызы", "гызы", "ogly",
            "oglu",
            "uly", "kyzy", "gyzy");
    private static final Pattern BETWEEN_INITIALS = Pattern.compile("(?<=(?:^|[\\s.])\\p{L}\\.)(?=\\p{L})");

    private final String text;
    private String last;
    private String first;
    private String patronymic;

    private NameReader(String text) {
        this.text = text;
    }

    static PersonName read(String written) {
        NameReader reader = new NameReader(written.strip().replaceAll("\\s+", " "));
        reader.read();
        return new PersonName(reader.text, reader.last, reader.first, reader.patronymic, reader.gender());
    }

    /** Of somebody whose parts are known. */
    static Gender gender(String last, String first, String patronymic) {
        Gender ofPatronymic = patronymic == null ? Gender.UNKNOWN : Endings.ofPatronymic(patronymic);
        Gender ofFirst = first == null
                ? Gender.UNKNOWN
                : FIRST_NAMES.given(first).orElseGet(() -> Endings.ofFirstName(first));
        Gender ofLast = last == null ? Gender.UNKNOWN : Endings.ofSurname(last);
        return ofPatronymic.or(ofFirst.and(ofLast));
    }

    private Gender gender() {
        return gender(last, first, patronymic);
    }

    private void read() {
        int comma = text.indexOf(',');
        if (comma > 0 && comma < text.length() - 1) {
            last = cased(text.substring(0, comma).strip());
            assignWithoutSurname(words(text.substring(comma + 1)));
        } else {
            assign(words(text.replace(",", " ")));
        }
    }

    private void assignWithoutSurname(List<String> words) {
        first = words.isEmpty() ? null : words.get(0);
        patronymic = words.size() < 2 ? null : rest(words.subList(1, words.size()));
    }

    private void assign(List<String> words) {
        List<String> full = words.stream().filter(word -> !Endings.isInitial(word)).toList();
        if (words.size() == 1) {
            alone(words.get(0));
        } else if (full.size() == 1 && full.size() < words.size()) {
            last = full.get(0);
            assignWithoutSurname(words.stream().filter(Endings::isInitial).toList());
        } else if (!words.isEmpty()) {
            int found = patronymicAt(words);
            if (found > 0) {
                around(words, found);
            } else {
                pair(words);
            }
        }
    }

    private void alone(String word) {
        if (FIRST_NAMES.have(word)) {
            first = word;
        } else if (Endings.ofPatronymic(word) != Gender.UNKNOWN) {
            patronymic = word;
        } else if (Endings.areOfSurname(word)) {
            last = word;
        } else {
            first = word;
        }
    }

    /** Surnames can end like patronymics, which follow a first name. */
    private static int patronymicAt(List<String> words) {
        int found = 0;
        for (int i = words.size() - 1; i > 0; i--) {
            boolean likely = Endings.ofPatronymic(words.get(i)) != Gender.UNKNOWN;
            if (likely
                    && (found == 0 || FIRST_NAMES.have(words.get(i - 1)) || !FIRST_NAMES.have(words.get(found - 1)))) {
                found = i;
            }
        }
        return found;
    }

    private void around(List<String> words, int found) {
        List<String> others = new ArrayList<>(words);
        patronymic = others.remove(found);
        boolean after = found < others.size() && FIRST_NAMES.have(others.get(found))
                && !FIRST_NAMES.have(others.get(found - 1));
        if (others.size() == 1 && isSurname(others.get(0))) {
            last = others.get(0);
        } else {
            first = others.remove(after ? found : found - 1);
            last = rest(others);
        }
    }

    private static boolean isSurname(String word) {
        return Endings.areOfSurname(word) && !FIRST_NAMES.have(word);
    }

    private void pair(List<String> words) {
        int end = words.size() - 1;
        boolean surnameFirst = !FIRST_NAMES.have(words.get(0))
                && (FIRST_NAMES.have(words.get(end)) || isSurname(words.get(0)) && !isSurname(words.get(end)));
        first = words.get(surnameFirst ? end : 0);
        last = rest(surnameFirst ? words.subList(0, end) : words.subList(1, end + 1));
    }

    private static String rest(List<String> words) {
        return words.isEmpty() ? null : String.join(" ", words);
    }

    /** The words of the name; what belongs to the word before or after it is one with it. */
    private List<String> words(String part) {
        List<String> words = new ArrayList<>();
        String before = "";
        for (String word : BETWEEN_INITIALS.matcher(part.strip()).replaceAll(" ").split(" ")) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (AFTER_FATHERS.contains(lower) && !words.isEmpty()) {
                words.add(words.remove(words.size() - 1) + " " + lower);
            } else if (BEFORE_SURNAMES.contains(lower)) {
                before += word + " ";
            } else {
                words.add(before + cased(word));
                before = "";
            }
        }
        return words;
    }

    /** Names in nothing but small or nothing but capital letters, as names are written. */
    private String cased(String word) {
        boolean written = !text.equals(text.toLowerCase(Locale.ROOT)) && !text.equals(text.toUpperCase(Locale.ROOT));
        if (written || word.isEmpty() || Endings.isInitial(word)) {
            return word;
        }
        return Arrays.stream(word.toLowerCase(Locale.ROOT).split("-"))
                .map(half -> half.isEmpty() ? half : half.substring(0, 1).toUpperCase(Locale.ROOT) + half.substring(1))
                .reduce((one, other) -> one + "-" + other).orElse(word);
    }
}
