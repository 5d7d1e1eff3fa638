package contacthub.contact.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonToken;

import contacthub.contracts.Json;
import contacthub.runtime.web.Problem.FieldError;
import contacthub.runtime.web.Storable;

/** The attributes of one event while it is read, and what is wrong with them (CloudEvents 1.0, chapters 2 and 3). */
final class Attributes {

    private static final int LONGEST = 1_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,64}");
    private static final Pattern JSON_TYPE = Pattern.compile("(?i)[^;]*[/+]json(\\s*;.*)?");
    private static final List<String> CORE = List.of("specversion", "id", "source", "type", "time", "datacontenttype");

    private final Map<String, String> values = new HashMap<>();
    private final List<FieldError> errors = new ArrayList<>();
    private byte[] data;
    private Form form = Form.JSON;

    /** How the data was posted: as a JSON value, as bytes of the type the event names, or as such bytes in Base64. */
    private enum Form {
        JSON, BYTES, BASE64
    }

    void put(String name, JsonToken token, String value) {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        boolean scalar = token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_TRUE
                || token == JsonToken.VALUE_FALSE || token == JsonToken.VALUE_NUMBER_INT;
        boolean core = CORE.contains(name);
        if (!scalar || core && token != JsonToken.VALUE_STRING) {
            wrong(name, core ? "must be a string" : "must be a string, a boolean or an integer");
        } else {
            put(name, value);
        }
    }

    void put(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(lower).matches()) {
            wrong(name, "is no attribute name: letters and digits only");
        } else if (value != null && value.length() > LONGEST) {
            wrong(lower, "must have at most " + LONGEST + " characters");
        } else if (Storable.Check.flaw(value).isPresent()) {
            wrong(lower, Storable.Check.flaw(value).get());
        } else if (value != null) {
            values.put(lower, value);
        }
    }

    void json(byte[] value) {
        data(value, Form.JSON);
    }

    void bytes(byte[] body) {
        data(body, Form.BYTES);
    }

    private void data(byte[] posted, Form as) {
        data = posted;
        form = as;
    }

    void base64(String text) {
        try {
            data(text == null ? null : Base64.getDecoder().decode(text), Form.BASE64);
        } catch (IllegalArgumentException e) {
            wrong("data_base64", "is not Base64");
        }
    }

    void wrong(String field, String reason) {
        errors.add(new FieldError(field, reason));
    }

    /** The id, for whoever must name the event before it is known to be right. */
    String id() {
        return values.get("id");
    }

    List<FieldError> errors() {
        return errors;
    }

    /** The event, when nothing was wrong; what is wrong is in {@link #errors()} afterwards. */
    Posted posted() {
        if (!"1.0".equals(values.getOrDefault("specversion", ""))) {
            wrong("specversion", "must be 1.0");
        }
        List.of("id", "source", "type").forEach(this::require);
        Instant time = time();
        byte[] json = dataAsJson();
        Map<String, String> extensions = new HashMap<>(values);
        CORE.forEach(extensions::remove);
        return new Posted(values.get("id"), values.get("source"), values.get("type"), time, extensions, json);
    }

    private void require(String name) {
        if (values.getOrDefault(name, "").isBlank()) {
            wrong(name, "is missing");
        }
    }

    private Instant time() {
        String value = values.get("time");
        if (value == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(value).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time.toInstant();
            }
            wrong("time", "must be between the years 1 and 9999");
        } catch (DateTimeException e) {
            wrong("time", "must be an RFC 3339 time with a zone");
        }
        return null;
    }

    private byte[] dataAsJson() {
        String type = values.get("datacontenttype");
        if (type == null || JSON_TYPE.matcher(type).matches()) {
            return data == null ? "{}".getBytes(UTF_8) : data;
        }
        if (data == null) {
            return Json.bytes(Map.of("media_type", type));
        }
        return Json.bytes(isText()
                ? Map.of("media_type", type, "text", text())
                : Map.of("media_type", type, "base64", Base64.getEncoder().encodeToString(data)));
    }

    /** Bytes that are no UTF-8, such as a picture's, would come out of a text as others. */
    private boolean isText() {
        return form != Form.BASE64 && Arrays.equals(data, new String(data, UTF_8).getBytes(UTF_8));
    }

    /** In structured mode text arrives as a JSON string, in binary mode as it is, be it in quotes or not. */
    private String text() {
        return form == Form.JSON && data[0] == '"' ? Json.read(data, String.class) : new String(data, UTF_8);
    }
}
