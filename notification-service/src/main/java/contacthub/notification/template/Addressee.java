package contacthub.notification.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import contacthub.runtime.name.Gender;
import contacthub.runtime.name.PersonName;

/**
 * Whom we write to, in the words of a text.
 *
 * @param name how the customer is greeted; nothing where nobody knows
 * @param informal whether the customer wishes to be addressed by the first name
 */
public record Addressee(String name, boolean informal) {

    /** Somebody of whom nothing is known. */
    public static final Addressee UNKNOWN = new Addressee(null, false);

    /**
     * The placeholders that depend on the name. Without a name all but the greeting are empty, and so are the Russian
     * cases where the name does not tell its gender, so that a text can go round them; names in Latin letters, and all
     * in English texts, stay as they are.
     */
    Map<String, String> words(Locale language) {
        boolean russian = language.getLanguage().equals("ru");
        Map<String, String> words = new HashMap<>();
        Optional<PersonName> person = Optional.ofNullable(name).filter(known -> !known.isBlank()).map(this::person);
        String called = person.map(this::called).orElse("");
        words.put(Placeholder.NAME.word(), called);
        words.put(Placeholder.GREETING.word(), russian ? russian(person, called) : english(called));
        words.put(Placeholder.NAME_DATIVE.word(),
                !russian || isLatin(called) ? called : person.flatMap(PersonName::dative).orElse(""));
        words.put(Placeholder.NAME_GENITIVE.word(),
                !russian || isLatin(called) ? called : person.flatMap(PersonName::genitive).orElse(""));
        return words;
    }

    private PersonName person(String known) {
        PersonName person = PersonName.parse(known);
        return informal && person.first() != null ? PersonName.of(null, person.first(), null) : person;
    }

    private String called(PersonName person) {
        return informal ? person.text() : name;
    }

    /** Only a patronymic is certain enough to choose between «Уважаемый» and «Уважаемая». */
    private static String russian(Optional<PersonName> person, String called) {
        Gender gender = person.filter(known -> known.patronymic() != null).map(PersonName::gender)
                .orElse(Gender.UNKNOWN);
        return switch (gender) {
            case MALE -> "Уважаемый " + called;
            case FEMALE -> "Уважаемая " + called;
            case UNKNOWN -> called.isEmpty() ? "Здравствуйте" : "Здравствуйте, " + called;
        };
    }

    private static String english(String called) {
        return called.isEmpty() ? "Hello" : "Dear " + called;
    }

    private static boolean isLatin(String name) {
        return name.codePoints().noneMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC);
    }
}
