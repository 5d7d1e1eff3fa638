package contacthub.contact.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import contacthub.contact.calendar.OfficialDay.Kind;
import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;
import contacthub.runtime.web.Storable;

/** Reads the official days of one year, from JSON or CSV; every wrong field is named with its line. */
final class YearFile {

    private static final CsvMapper CSV = CsvMapper.builder().enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();
    private static final int MOST_DAYS = 366;
    private static final int LONGEST_NAME = 200;
    private static final Set<String> FIELDS = Set.of("date", "kind", "name", "moved_from");

    private final List<FieldError> errors = new ArrayList<>();
    private final List<OfficialDay> days = new ArrayList<>();
    private final Set<LocalDate> seen = new HashSet<>();
    private final int year;

    private YearFile(int year) {
        this.year = year;
    }

    static List<OfficialDay> read(byte[] body, MediaType type, int year) {
        boolean csv = type.getSubtype().equals("csv");
        List<Map<String, String>> rows = csv ? lines(body) : json(body);
        if (rows.isEmpty() || rows.size() > MOST_DAYS) {
            throw Problem.invalid("days", "must have 1 to " + MOST_DAYS + " days");
        }
        var file = new YearFile(year);
        for (int i = 0; i < rows.size(); i++) {
            file.day(csv ? "line " + (i + 2) + ": " : "days[" + i + "].", rows.get(i));
        }
        if (!file.errors.isEmpty()) {
            throw Problem.invalid(file.errors);
        }
        return file.days;
    }

    private static List<Map<String, String>> json(byte[] body) {
        try {
            JsonNode days = Json.MAPPER.readTree(body == null ? new byte[0] : body).path("days");
            List<Map<String, String>> rows = new ArrayList<>();
            days.forEach(day -> rows.add(row(day)));
            return rows;
        } catch (JsonProcessingException e) {
            throw Problem.invalid("body", "is not valid JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> row(JsonNode day) {
        Map<String, String> row = new LinkedHashMap<>();
        day.properties().forEach(field -> row.put(field.getKey(),
                field.getValue().isNull() ? "" : field.getValue().asText()));
        return row;
    }

    private static List<Map<String, String>> lines(byte[] body) {
        try (MappingIterator<Map<String, String>> rows = CSV.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader()).readValues(body == null ? new byte[0] : body)) {
            return rows.readAll();
        } catch (IOException e) {
            throw Problem.invalid("body", "is not valid CSV with the columns date, kind, name, moved_from");
        }
    }

    private void day(String place, Map<String, String> row) {
        int before = errors.size();
        row.keySet().stream().filter(field -> !FIELDS.contains(field)).findFirst()
                .ifPresent(field -> wrong(place + field, "is no field of a day"));
        LocalDate date = date(place + "date", row.getOrDefault("date", ""));
        Kind kind = kind(place + "kind", row.getOrDefault("kind", ""));
        String name = name(place + "name", row.getOrDefault("name", ""));
        String from = row.getOrDefault("moved_from", "");
        LocalDate movedFrom = from.isEmpty() ? null : any(place + "moved_from", from);
        if (errors.size() == before) {
            days.add(new OfficialDay(date, kind, name, movedFrom));
        }
    }

    private LocalDate date(String field, String text) {
        LocalDate date = any(field, text);
        if (date != null && date.getYear() != year) {
            wrong(field, "is not in " + year);
        } else if (date != null && !seen.add(date)) {
            wrong(field, "comes twice");
        }
        return date;
    }

    private LocalDate any(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            wrong(field, "must be a date such as " + year + "-01-09");
            return null;
        }
    }

    private Kind kind(String field, String text) {
        return Kind.of(text).orElseGet(() -> {
            wrong(field, "must be off, short or work");
            return null;
        });
    }

    private String name(String field, String text) {
        if (text.length() > LONGEST_NAME) {
            wrong(field, "must have at most " + LONGEST_NAME + " characters");
        }
        Storable.Check.flaw(text).ifPresent(flaw -> wrong(field, flaw));
        return text.isEmpty() ? null : text;
    }

    private void wrong(String field, String reason) {
        errors.add(new FieldError(field, reason));
    }
}
