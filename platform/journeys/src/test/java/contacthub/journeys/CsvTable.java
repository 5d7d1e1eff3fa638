package contacthub.journeys;

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
final class CsvTable {

    private final String text;
    private int at;

    private CsvTable(String text) {
        this.text = text;
    }

    /** The rows, each by the names of the header. */
    static List<Map<String, String>> read(Path file) {
        try {
            CsvTable table = new CsvTable(Files.readString(file, UTF_8).replace("\uFEFF", ""));
            List<String> header = table.row();
            List<Map<String, String>> rows = new ArrayList<>();
            while (table.at < table.text.length()) {
                rows.add(named(header, table.row()));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        } while (next(','));
        next('\r');
        next('\n');
        return fields;
    }

    private String plain() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
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
