package contacthub.contact.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;
import contacthub.testkit.PublicData;

/** The public working-time vectors, which lie beside the checkout or in {@code CONTACTHUB_DATA}. */
public final class SlaVectors {

    private SlaVectors() {
    }

    /** Skips the test where they are not there. */
    public static void require() {
        PublicData.require("sla-vectors");
    }

    /** Where they lie. */
    public static Optional<Path> folder() {
        return PublicData.find("sla-vectors");
    }

    /** The rows of one file. */
    public static List<Row> rows(String file) {
        return table(folder().orElseThrow().resolve(file));
    }

    /** The rows of a file that lies elsewhere in the data. */
    static List<Row> table(Path file) {
        List<String> lines = read(file).lines().toList();
        List<String> columns = List.of(lines.get(0).split(","));
        return lines.stream().skip(1).map(line -> Row.of(columns, line)).toList();
    }

    /** The calendars by name, as a question writes them out (spec 05). */
    public static Map<String, JsonNode> written() {
        Map<String, JsonNode> calendars = new LinkedHashMap<>();
        calendars().forEach((name, calendar) -> calendars.put(name, Json.MAPPER.valueToTree(calendar.form())));
        return calendars;
    }

    /** The calendars by name. */
    public static Map<String, WorkingCalendar> calendars() {
        try {
            Map<String, WorkingCalendar> calendars = new LinkedHashMap<>();
            Json.MAPPER.readTree(read(folder().orElseThrow().resolve("calendars.json"))).properties()
                    .forEach(entry -> calendars.put(entry.getKey(), calendar(entry.getValue())));
            return calendars;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The vectors call zone and week otherwise than the hub does. */
    private static WorkingCalendar calendar(JsonNode given) {
        ObjectNode json = ((ObjectNode) given).deepCopy();
        json.set("zone", given.get("tz"));
        json.set("week", given.get("hours"));
        return Json.MAPPER.convertValue(json, WorkingCalendar.class);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line by column name; only the last column, the note, may hold a comma. */
    public record Row(Map<String, String> cells) {

        private static Row of(List<String> columns, String line) {
            List<String> values = Arrays.asList(line.split(",", columns.size()));
            Map<String, String> cells = new LinkedHashMap<>();
            IntStream.range(0, columns.size()).forEach(i -> cells.put(columns.get(i), values.get(i)));
            return new Row(cells);
        }

        /** The text of a column. */
        public String get(String column) {
            return Optional.ofNullable(cells.get(column)).orElseThrow(() -> new IllegalArgumentException(column));
        }

        /** True where the column holds something. */
        public boolean has(String column) {
            return !get(column).isEmpty();
        }

        @Override
        public String toString() {
            return get("id") + " " + get("note");
        }
    }
}
