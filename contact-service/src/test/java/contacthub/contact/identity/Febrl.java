package contacthub.contact.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import contacthub.testkit.PublicData;

/** A record of the public FEBRL data: 500 people, each with one record as it is and one that was spoilt on purpose. */
public record Febrl(String id, String first, String last, String town, Integer birthYear, String number) {

    /** All of them; the test is skipped where the data is not there. */
    public static List<Febrl> records() throws IOException {
        return Files.readAllLines(PublicData.require("identity/febrl_dataset1.csv")).stream().skip(1)
                .map(line -> line.split(",\\s?", -1)).map(Febrl::of)
                .toList();
    }

    private static Febrl of(String[] fields) {
        String born = fields[9].strip();
        return new Febrl(fields[0].strip(), fields[1].strip(), fields[2].strip(), fields[6].strip(),
                born.length() < 4 ? null : Integer.valueOf(born.substring(0, 4)), fields[10].strip());
    }

    /** {@code rec-223} of {@code rec-223-org} and {@code rec-223-dup-0}. */
    public String person() {
        return id.substring(0, id.indexOf('-', 4));
    }

    /** People whose two records differ in the number, which is a strong identifier. */
    public static Set<String> conflicts(List<Febrl> records) {
        Map<String, Set<String>> numbers = records.stream().collect(
                Collectors.groupingBy(Febrl::person, Collectors.mapping(Febrl::number, Collectors.toSet())));
        return numbers.keySet().stream().filter(person -> numbers.get(person).size() > 1).collect(Collectors.toSet());
    }
}
