package contacthub.segment.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;

import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;
import contacthub.runtime.web.Storable;

/**
 * Reads the lines of a trial one by one, NDJSON or CSV with a header; at most one line is in memory. A 400 problem names
 * the lines that are bad by number, the first twenty of them.
 */
final class TrialLines {

    private static final ObjectReader JSON = Json.MAPPER.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final ObjectReader CSV = new CsvMapper().readerFor(String[].class);
    private static final List<String> FIELDS = List.of("customer", "time", "amount");
    private static final int LONGEST_LINE = 10_000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_AMOUNT = 40;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_ERRORS = 20;

    private final boolean csv;
    private final List<FieldError> errors = new ArrayList<>();
    private int[] columns;
    private long number;

    TrialLines(boolean csv) {
        this.csv = csv;
    }

    /** Hands each good line on. */
    void read(InputStream body, Consumer<TrialLine> taker) {
        try (var reader = new BufferedReader(new InputStreamReader(body, UTF_8.newDecoder()))) {
            for (String line = next(reader); line != null; line = next(reader)) {
                number++;
                take(number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line, taker);
            }
        } catch (CharacterCodingException e) {
            refuse("is not valid UTF-8");
        } catch (IOException e) {
            throw Problem.invalid("body", "ended before it was complete");
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    /** As {@link BufferedReader#readLine}, but never more than the longest line may have; what is longer is no line. */
    private String next(BufferedReader reader) throws IOException {
        var line = new StringBuilder();
        int read = reader.read();
        if (read < 0) {
            return null;
        }
        while (read >= 0 && read != '\n') {
            if (line.length() > LONGEST_LINE) {
                number++;
                refuse("is longer than " + LONGEST_LINE + " characters");
                throw Problem.invalid(errors);
            }
            line.append((char) read);
            read = reader.read();
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    private void take(String line, Consumer<TrialLine> taker) {
        if (line.isBlank()) {
            return;
        }
        if (csv && columns == null) {
            header(line);
            return;
        }
        String[] fields = csv ? cells(line) : fields(line);
        if (fields != null) {
            check(fields, taker);
        }
    }

    private void header(String line) {
        String[] cells = cells(line);
        List<String> names = cells == null ? List.of() : Stream.of(cells).map(String::strip).toList();
        if (!names.containsAll(FIELDS)) {
            throw Problem.invalid("line " + number, "must name the columns customer, time and amount");
        }
        columns = FIELDS.stream().mapToInt(names::indexOf).toArray();
    }

    private String[] cells(String line) {
        try {
            String[] cells = CSV.readValue(line);
            if (columns == null) {
                return cells;
            }
            String[] fields = new String[columns.length];
            for (int i = 0; i < columns.length; i++) {
                fields[i] = columns[i] < cells.length ? cells[columns[i]] : null;
            }
            return fields;
        } catch (IOException e) {
            refuse("is not valid CSV");
            return null;
        }
    }

    private String[] fields(String line) {
        try {
            JsonNode object = JSON.readTree(line);
            if (object.isObject()) {
                return FIELDS.stream().map(name -> object.path(name).isValueNode() && !object.path(name).isNull()
                        ? object.path(name).asText()
                        : null).toArray(String[]::new);
            }
            refuse("must be a JSON object");
        } catch (JsonProcessingException e) {
            refuse("is not valid JSON");
        }
        return null;
    }

    private void check(String[] fields, Consumer<TrialLine> taker) {
        String customer = fields[0];
        var time = TrialMoment.beginning(fields[1]);
        BigDecimal amount = amount(fields[2]);
        if (customer == null || customer.isBlank() || customer.length() > LONGEST_NAME
                || Storable.Check.flaw(customer).isPresent()) {
            refuse("must have a customer of 1 to " + LONGEST_NAME + " characters");
        } else if (time.isEmpty()) {
            refuse("must have a time: RFC 3339, or a day as 2006-12-31");
        } else if (amount == null) {
            refuse("must have an amount: a decimal number");
        } else {
            taker.accept(new TrialLine(customer, time.get(), amount));
        }
    }

    private static BigDecimal amount(String text) {
        if (text == null || text.length() > LONGEST_AMOUNT) {
            return null;
        }
        try {
            BigDecimal amount = new BigDecimal(text.strip());
            boolean small = Math.abs((long) amount.scale()) <= MOST_DIGITS
                    && amount.precision() - amount.scale() <= MOST_DIGITS;
            return small ? amount : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void refuse(String reason) {
        errors.add(new FieldError("line " + number, reason));
        if (errors.size() == MOST_ERRORS) {
            throw Problem.invalid(errors);
        }
    }
}
