package contacthub.runtime.name;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.github.petrovich4j.Case;
import com.github.petrovich4j.NameType;

import contacthub.testkit.CsvTable;
import contacthub.testkit.PublicData;
import contacthub.testkit.Score;

/** The rules on public lists of Russian names, which lie beside the checkout or in {@code CONTACTHUB_DATA}. */
class NameDataTest {

    private static final Map<String, Case> CASES = Map.of("рд", Case.Genitive, "дт", Case.Dative, "вн",
            Case.Accusative, "тв", Case.Instrumental, "пр", Case.Prepositional);

    private static Path data;

    private final Score score = new Score();

    @BeforeAll
    static void findData() {
        data = PublicData.require("names");
    }

    @Test
    void knowsTheGenderOfFirstNames() {
        for (Map<String, String> row : CsvTable.read(data.resolve("firstnames.popular.gender.tsv"), '\t')) {
            score.count("first names by themselves", gender(row.get("gender")),
                    PersonName.parse(row.get("lemma")).gender(),
                    row.get("lemma"));
            score.count("first names by their ending alone", gender(row.get("gender")),
                    Endings.ofFirstName(row.get("lemma")), row.get("lemma"));
        }
        score.assertReached(Map.of("first names by themselves", 199, "first names by their ending alone", 188));
    }

    @Test
    void knowsTheGenderOfWholeNames() {
        for (Map<String, String> row : CsvTable.read(data.resolve("gender_unit_cases.csv"))) {
            String text = Stream.of("lastname", "firstname", "middlename").map(row::get)
                    .filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining(" "));
            Gender expected = row.get("gender").equals("androgynous")
                    ? Gender.UNKNOWN
                    : Gender.valueOf(row.get("gender").toUpperCase(java.util.Locale.ROOT));
            score.count("whole names", expected, PersonName.parse(text).gender(), text);
        }
        score.assertReached(Map.of("whole names", 13));
    }

    @Test
    void declinesNames() {
        declines("surnames.misc.tsv", NameType.LastName);
        declines("firstnames.misc.tsv", NameType.FirstName);
        declines("midnames.misc.tsv", NameType.PatronymicName);
        score.assertReached(Map.ofEntries(entry("FirstName Accusative", 5), entry("FirstName Dative", 7),
                entry("FirstName Genitive", 9), entry("FirstName Instrumental", 5), entry("FirstName Prepositional", 5),
                entry("LastName Accusative", 3), entry("LastName Dative", 44), entry("LastName Genitive", 7),
                entry("LastName Instrumental", 5), entry("LastName Prepositional", 3),
                entry("PatronymicName Accusative", 3), entry("PatronymicName Dative", 5),
                entry("PatronymicName Genitive", 3), entry("PatronymicName Instrumental", 3),
                entry("PatronymicName Prepositional", 3)));
    }

    private void declines(String file, NameType type) {
        Declension declension = new Declension();
        for (Map<String, String> row : CsvTable.read(data.resolve(file), '\t')) {
            List<String> grammemes = List.of(row.get("grammemes").split(","));
            Case to = CASES.get(grammemes.get(2));
            if (to != null) {
                score.count(type + " " + to, row.get("word"),
                        declension.decline(row.get("lemma"), type, gender(grammemes.get(0)), to),
                        row.get("lemma") + " " + row.get("grammemes"));
            }
        }
    }

    private static Gender gender(String grammeme) {
        return grammeme.equals("мр") ? Gender.MALE : Gender.FEMALE;
    }
}
