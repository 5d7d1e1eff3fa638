package contacthub.notification.template;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import contacthub.contracts.Word;

/** What the hub itself has texts for, each in the templates of some names, with an example for previews. */
enum Placeholder implements Word {
    /** A greeting with the name as far as it is known, without a mark after it. */
    GREETING("Здравствуйте", "Hello"),
    /** First name and patronymic. */
    NAME("", ""),
    /** To whom. */
    NAME_DATIVE("", ""),
    /** Whose, from whom. */
    NAME_GENITIVE("", ""),
    /** The employee who writes. */
    SIGNATURE("", ""),
    /** What the conversation is about. */
    SUBJECT("Не греет", "No heat"),
    /** The time promised, after «до» and "by". */
    PROMISED("12:00 четверга, 1 января 2099 года (часовой пояс: Москва)",
            "12:00 on Thursday, 1 January 2099 (Moscow Standard Time)"),
    /** The time until which an answer is waited for. */
    UNTIL(PROMISED.russian, PROMISED.english),
    /** Where to answer by a click. */
    LINK("https://example.org/public/solved/x", "https://example.org/public/solved/x"),
    /** What the employee wrote. */
    TEXT("Мы заменим плату завтра.", "We will replace the board tomorrow.");

    private static final Set<Placeholder> EVERYWHERE = Set.of(GREETING, NAME, NAME_DATIVE, NAME_GENITIVE, SIGNATURE,
            SUBJECT);
    private static final Map<String, Set<Placeholder>> OF_ONE = Map.of("acknowledgement", Set.of(PROMISED), "promise",
            Set.of(PROMISED), "apology", Set.of(PROMISED), "question", Set.of(UNTIL, LINK), "reply", Set.of(TEXT));

    private final String russian;
    private final String english;

    Placeholder(String russian, String english) {
        this.russian = russian;
        this.english = english;
    }

    /**
     * Refuses placeholders that nobody would ever have a text for. Templates of names that are not the hub's own may have
     * any: whoever sends them gives their texts.
     */
    static void check(String name, RestrictedEngine.Form form) {
        if (BuiltIns.isName(name)) {
            form.require(in(name));
        }
    }

    /** The words between braces that the hub knows in templates of this name. */
    static Set<String> in(String name) {
        return of(name, placeholder -> "").keySet();
    }

    /** A text for every one of them: none. */
    static Map<String, String> none(String name) {
        return of(name, placeholder -> "");
    }

    /** A text for every one of them, as it could be. */
    static Map<String, String> examples(String name, String language) {
        return of(name, placeholder -> language.equals("ru") ? placeholder.russian : placeholder.english);
    }

    private static Map<String, String> of(String name, Function<Placeholder, String> text) {
        Set<Placeholder> known = OF_ONE.getOrDefault(name, Set.of());
        return Arrays.stream(values()).filter(one -> EVERYWHERE.contains(one) || known.contains(one))
                .collect(Collectors.toMap(Word::word, text));
    }
}
