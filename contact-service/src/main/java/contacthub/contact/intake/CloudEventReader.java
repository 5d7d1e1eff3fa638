package contacthub.contact.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;

/** Reads the three modes of CloudEvents over HTTP (binding 1.0.2) in one pass over the bytes, keeping the data as sent. */
final class CloudEventReader {

    static final int LARGEST_EVENT = 64 * 1024;
    static final int LARGEST_BATCH = 1024 * 1024;
    static final int MOST_EVENTS = 1_000;

    private CloudEventReader() {
    }

    /** Attributes in {@code ce-} headers, data in the body. */
    static Attributes binary(Iterable<Map.Entry<String, String>> headers, String contentType, byte[] body) {
        limit("body", body.length, LARGEST_EVENT);
        var attributes = new Attributes();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("ce-")) {
                attributes.put(name.substring(3), decoded(header.getValue()));
            }
        }
        attributes.put("datacontenttype", contentType);
        if (body.length > 0) {
            attributes.bytes(body);
        }
        return attributes;
    }

    /** The whole event in the body. */
    static Attributes structured(byte[] body) {
        limit("body", body.length, LARGEST_EVENT);
        try (JsonParser parser = parser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Problem.invalid("body", "must be a JSON object");
            }
            Attributes event = event(parser, body);
            if (parser.nextToken() != null) {
                throw Problem.invalid("body", "has more after the event");
            }
            return event;
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Several events in a JSON array. */
    static List<Attributes> batch(byte[] body) {
        limit("body", body.length, LARGEST_BATCH);
        try (JsonParser parser = parser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw Problem.invalid("body", "must be a JSON array of events");
            }
            List<Attributes> events = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                limit("batch", events.size() + 1, MOST_EVENTS);
                events.add(item(parser, token, body));
            }
            if (parser.nextToken() != null) {
                throw Problem.invalid("body", "has more after the batch");
            }
            return events;
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** A parser that knows where in the bytes it is, as it does in UTF-8 only. */
    private static JsonParser parser(byte[] body) throws IOException {
        JsonParser parser = Json.MAPPER.createParser(body);
        if (parser.currentLocation().getByteOffset() < 0) {
            throw Problem.invalid("body", "must be in UTF-8");
        }
        return parser;
    }

    private static Attributes item(JsonParser parser, JsonToken token, byte[] body) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            long start = parser.currentTokenLocation().getByteOffset();
            Attributes event = event(parser, body);
            if (parser.currentLocation().getByteOffset() - start > LARGEST_EVENT) {
                event.wrong("event", "is larger than " + LARGEST_EVENT + " bytes");
            }
            return event;
        }
        parser.skipChildren();
        var attributes = new Attributes();
        attributes.wrong("event", "must be a JSON object");
        return attributes;
    }

    private static Attributes event(JsonParser parser, byte[] body) throws IOException {
        var attributes = new Attributes();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("data")) {
                attributes.json(value == JsonToken.VALUE_NULL ? null : data(parser, value, body));
            } else if (name.equals("data_base64")) {
                attributes.base64(parser.getValueAsString());
                parser.skipChildren();
            } else {
                attributes.put(name, value, parser.getValueAsString());
                parser.skipChildren();
            }
        }
        return attributes;
    }

    /** The bytes of a JSON value as they were sent. */
    private static byte[] data(JsonParser parser, JsonToken value, byte[] body) throws IOException {
        if (!value.isStructStart()) {
            return Json.bytes(parser.readValueAsTree());
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return Arrays.copyOfRange(body, start, (int) parser.currentLocation().getByteOffset());
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static void limit(String field, int size, int limit) {
        if (size > limit) {
            throw Problem.tooLarge(field, field.equals("batch")
                    ? "A batch has at most " + limit + " events."
                    : "The body has at most " + limit + " bytes here.");
        }
    }

    private static Problem malformed(IOException e) {
        String place = e instanceof JsonProcessingException json && json.getLocation() != null
                ? ", at line " + json.getLocation().getLineNr() + " column " + json.getLocation().getColumnNr()
                : "";
        return Problem.invalid("body", "is not valid JSON" + place);
    }
}
