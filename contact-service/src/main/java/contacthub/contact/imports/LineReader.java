package contacthub.contact.imports;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contact.imports.LineSplitter.Line;
import contacthub.contact.intake.ReadEvent;
import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;

/** Reads the lines of one import, each by itself: whatever is wrong with one is said of that one. */
final class LineReader {

    private static final ObjectReader WHOLE = Json.MAPPER.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String LINE = "line";
    private static final Set<String> ATTRIBUTES = Set.of("id", "source", "type");

    private final String source;
    private final String type;
    private final Optional<CsvHeader> csv;

    /**
     * @param source of lines that name none
     * @param type of lines that name none
     * @param csv the header, where the lines are CSV
     */
    LineReader(String source, String type, Optional<CsvHeader> csv) {
        this.source = source;
        this.type = type;
        this.csv = csv;
    }

    Reading read(Line line) {
        if (line.flaw().isPresent()) {
            return refused(line.flaw().get());
        }
        Optional<String> text = text(line.bytes());
        if (text.isEmpty()) {
            return refused("is not valid UTF-8");
        }
        if (text.get().indexOf('\0') >= 0) {
            return refused("must not have a NUL character");
        }
        return csv.map(header -> cells(header, text.get())).orElseGet(() -> json(text.get(), line.bytes()));
    }

    /** The text of these bytes; nothing where they are no UTF-8. */
    static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private Reading json(String text, byte[] bytes) {
        try {
            JsonNode read = WHOLE.readTree(text);
            if (read instanceof ObjectNode fields) {
                return fields.has("specversion") ? structured(bytes) : plain(fields, text);
            }
            return refused("must be a JSON object");
        } catch (JsonProcessingException e) {
            return refused("is not valid JSON");
        }
    }

    private static Reading structured(byte[] json) {
        try {
            return new Reading.Named(ReadEvent.structured(json));
        } catch (Problem e) {
            return e.errors().isEmpty() ? refused(e.getMessage()) : new Reading.Refused(e.errors().get(0));
        }
    }

    private Reading plain(ObjectNode data, String text) {
        JsonNode id = data.remove("id");
        if (id == null || id.isNull()) {
            return new Reading.Nameless(text, data, type, source);
        }
        return new Reading.Named(ReadEvent.plain(data, type, id.asText(), source));
    }

    private Reading cells(CsvHeader header, String text) {
        try {
            String[] cells = header.cells(text);
            if (cells.length == header.columns()) {
                return event(header.attributes(cells, ATTRIBUTES), header.data(cells, ATTRIBUTES),
                        header.line() + "\n" + text);
            }
            return refused("has " + cells.length + " cells where the header has " + header.columns() + " columns");
        } catch (UncheckedIOException e) {
            return refused("is not valid CSV");
        }
    }

    private Reading event(ObjectNode attributes, ObjectNode data, String content) {
        String ownType = attributes.path("type").asText(type);
        String ownSource = attributes.path("source").asText(source);
        return attributes.has("id")
                ? new Reading.Named(ReadEvent.plain(data, ownType, attributes.path("id").asText(), ownSource))
                : new Reading.Nameless(content, data, ownType, ownSource);
    }

    private static Reading refused(String reason) {
        return new Reading.Refused(new FieldError(LINE, reason));
    }
}
