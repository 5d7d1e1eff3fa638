package contacthub.runtime.web;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A report as CSV (RFC 4180); what a spreadsheet would take for a formula is made text by an apostrophe. */
public final class CsvText {

    /** The media type. */
    public static final String TYPE = "text/csv";

    private final StringBuilder text = new StringBuilder();

    /** Begins with the names of the columns. */
    public CsvText(String... columns) {
        line((Object[]) columns);
    }

    /** Whether an Accept header asks for CSV; who does not care gets JSON. */
    public static boolean isAsked(String accept) {
        return accept != null && accept.contains(TYPE);
    }

    /** Adds a line; null is an empty field. */
    public CsvText line(Object... fields) {
        text.append(row(fields));
        return this;
    }

    /** One line by itself, for what is too much to be kept as one text. */
    public static String row(Object... fields) {
        return Arrays.stream(fields).map(CsvText::field).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String field(Object value) {
        if (value == null) {
            return "";
        }
        String plain = value instanceof String word && !word.isEmpty() && "=+-@\t\r".indexOf(word.charAt(0)) >= 0
                ? "'" + word
                : value.toString();
        return plain.matches("[^\",\r\n]*") ? plain : '"' + plain.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
