package contacthub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A CSV file with a header (RFC 4180: quoted fields, doubled quotes, line breaks inside), read row by row. */
public final class CsvTable {

    private final String text;
    private final char separator;
    private int at;

    private CsvTable(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /** The rows, each by the names of the header. */
    public static List<Map<String, String>> read(Path file) {
        return read(file, ',');
    }

    /** The rows of a file with another separator, such as a tabulator. */
    public static List<Map<String, String>> read(Path file, char separator) {
        try {
            return of(Files.readString(file, UTF_8), separator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a text. */
    public static List<Map<String, String>> of(String text, char separator) {
        CsvTable table = new CsvTable(text.replace("\uFEFF", ""), separator);
        List<String> header = table.row();
        List<Map<String, String>> rows = new ArrayList<>();
        while (table.at < table.text.length()) {
            rows.add(named(header, table.row()));
        }
        return rows;
    }

    private static Map<String, String> named(List<String> header, List<String> values) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < header.size() && i < values.size(); i++) {
            row.put(header.get(i), values.get(i));
        }
        return row;
    }

    private List<String> row() {
        List<String> fields = new ArrayList<>();
        do {
            fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
        } while (next(separator));
        next('\r');
        next('\n');
        return fields;
    }

    private String plain() {
        int start = at;
        while (at < text.length() && !isEnd()) {
            at++;
        }
        return text.substring(start, at);
    }

    /** A carriage return by itself is part of a field. */
    private boolean isEnd() {
        char c = text.charAt(at);
        return c == separator || c == '\n' || text.startsWith("\r\n", at);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                field.append(c);
            } else if (next('"')) {
                field.append('"');
            } else {
                break;
            }
        }
        return field.toString();
    }

    private boolean next(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }
}
