package contacthub.contact.conversation;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a customer who was asked if it is solved says no more than yes; whatever else they say is worth reading. */
public final class Assent {

    private static final Set<String> YES = Set.of("yes", "yep", "yeah", "y", "solved", "да", "ага", "решено", "решён",
            "решен", "решили");
    private static final Set<String> BESIDE = Set.of("thanks", "thank", "you", "it", "is", "was", "all", "good", "much",
            "very", "everything", "спасибо", "большое", "вам", "всё", "все", "хорошо", "вопрос", "благодарю");
    private static final int MOST_WORDS = 8;
    private static final int LONGEST = 500;
    /** What mail programs put before a signature (RFC 3676, 4.3). */
    private static final Pattern SIGNATURE = Pattern.compile("(?m)^-- ?$");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Assent() {
    }

    /** Whether that is all the text says. */
    public static boolean isGiven(String text) {
        if (text == null || text.length() > LONGEST || text.indexOf('?') >= 0) {
            return false;
        }
        List<String> words = NO_WORD.splitAsStream(SIGNATURE.split(text, 2)[0].toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty()).toList();
        return words.size() <= MOST_WORDS && words.stream().anyMatch(YES::contains)
                && words.stream().allMatch(word -> YES.contains(word) || BESIDE.contains(word));
    }
}
