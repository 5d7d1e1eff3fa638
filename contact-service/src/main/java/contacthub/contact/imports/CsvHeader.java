package contacthub.contact.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;

/**
 * The first line of a CSV file, which says which cell of a line is which field of its event: {@code from.value} or
 * {@code from_value} is the value of {@code from}, any other name is a field of that name.
 */
final class CsvHeader {

    private static final CsvMapper CSV = new CsvMapper();
    private static final Pattern PART = Pattern.compile("(from|to|customer|author)_(type|value|name)|(profile)_(.+)");
    private static final Pattern CUSTOMER = Pattern.compile("(data\\.)?(from|to|customer|author)[._](value|name)");
    private static final String DATA = "data.";

    private final String line;
    private final char delimiter;
    private final List<String> names;
    private final List<List<String>> paths;

    private CsvHeader(String line, char delimiter, List<String> names) {
        this.line = line;
        this.delimiter = delimiter;
        this.names = names;
        this.paths = names.stream().map(CsvHeader::path).toList();
    }

    /** Reads the line; a problem of the field {@code header} where it cannot be one. */
    static CsvHeader read(String line) {
        char delimiter = Stream.of(',', ';', '\t')
                .max((one, other) -> Long.compare(count(line, one), count(line, other))).orElseThrow();
        List<String> names = names(delimiter, line);
        Set<String> different = new HashSet<>(names);
        if (different.size() < names.size() || different.contains("")) {
            throw Problem.invalid("header", "must name every column, each by a name of its own");
        }
        if (names.stream().noneMatch(name -> CUSTOMER.matcher(name).matches())) {
            throw Problem.invalid("header", "is missing, or names no address: the first line must name the columns, "
                    + "such as from_type, from_value or customer_type, customer_value");
        }
        return new CsvHeader(line, delimiter, names);
    }

    private static long count(String line, char delimiter) {
        return line.chars().filter(c -> c == delimiter).count();
    }

    private static List<String> names(char delimiter, String line) {
        try {
            return Stream.of(cells(delimiter, line)).map(String::strip).toList();
        } catch (UncheckedIOException e) {
            throw Problem.invalid("header", "is not valid CSV");
        }
    }

    private static List<String> path(String name) {
        String bare = name.startsWith(DATA) ? name.substring(DATA.length()) : name;
        Matcher part = PART.matcher(bare);
        if (part.matches()) {
            return part.group(1) == null
                    ? List.of(part.group(3), part.group(4))
                    : List.of(part.group(1), part.group(2));
        }
        return List.of(bare.split("\\."));
    }

    /** The line itself. */
    String line() {
        return line;
    }

    char delimiter() {
        return delimiter;
    }

    /** How many cells a line has to have. */
    int columns() {
        return names.size();
    }

    /** The cells of a line; {@link UncheckedIOException} where it is no CSV. */
    String[] cells(String line) {
        return cells(delimiter, line);
    }

    private static String[] cells(char delimiter, String line) {
        ObjectReader reader = CSV.readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(delimiter));
        try {
            return reader.readValue(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cells of the columns of these names that are attributes of the event, empty ones left out. */
    ObjectNode attributes(String[] cells, Set<String> attributes) {
        ObjectNode found = Json.MAPPER.createObjectNode();
        for (int i = 0; i < cells.length; i++) {
            if (attributes.contains(names.get(i)) && !cells[i].isEmpty()) {
                found.put(names.get(i), cells[i]);
            }
        }
        return found;
    }

    /** The other cells, each at its place in the data of the event, empty ones left out. */
    ObjectNode data(String[] cells, Set<String> attributes) {
        ObjectNode data = Json.MAPPER.createObjectNode();
        for (int i = 0; i < cells.length; i++) {
            if (!attributes.contains(names.get(i)) && !cells[i].isEmpty()) {
                put(data, paths.get(i), cells[i]);
            }
        }
        return data;
    }

    private static void put(ObjectNode data, List<String> path, String value) {
        ObjectNode parent = data;
        for (String step : path.subList(0, path.size() - 1)) {
            parent = parent.get(step) instanceof ObjectNode inner ? inner : parent.putObject(step);
        }
        parent.put(path.get(path.size() - 1), value);
    }
}
