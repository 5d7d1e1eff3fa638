package contacthub.runtime.name;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.petrovich4j.Case;
import com.github.petrovich4j.NameType;

/**
 * A person's name in its parts, each null where it is not known (spec 25, rule 8).
 *
 * @param text the whole of it, as it was written
 */
public record PersonName(String text, String last, String first, String patronymic, Gender gender) {

    private static final Declension DECLENSION = new Declension();

    /** Takes apart what somebody wrote, in any common order, in Russian or in Latin letters. */
    public static PersonName parse(String text) {
        return NameReader.read(text);
    }

    /** Of parts that are known, each of which may be null. */
    public static PersonName of(String last, String first, String patronymic) {
        return new PersonName(joined(last, first, patronymic), last, first, patronymic,
                NameReader.gender(last, first, patronymic));
    }

    /** The name to use in greetings: first name and patronymic; where there is no first name, all there is. */
    public String greeting() {
        if (first == null || Endings.isInitial(first)) {
            return text;
        }
        return joined(first, patronymic == null || Endings.isInitial(patronymic) ? null : patronymic);
    }

    /** To whom, as on an envelope; nothing where the gender is not known or the name is not Russian. */
    public Optional<String> dative() {
        return declined(Case.Dative);
    }

    /** Whose or from whom; nothing where the gender is not known or the name is not Russian. */
    public Optional<String> genitive() {
        return declined(Case.Genitive);
    }

    private Optional<String> declined(Case to) {
        if (gender == Gender.UNKNOWN || !text.replaceAll("[.,]", "").codePoints().allMatch(Declension::isCyrillic)) {
            return Optional.empty();
        }
        return Optional.of(joined(declined(last, NameType.LastName, to), declined(first, NameType.FirstName, to),
                declined(patronymic, NameType.PatronymicName, to)));
    }

    private String declined(String part, NameType type, Case to) {
        return part == null ? null : DECLENSION.decline(part, type, gender, to);
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> part != null).collect(Collectors.joining(" "));
    }
}
