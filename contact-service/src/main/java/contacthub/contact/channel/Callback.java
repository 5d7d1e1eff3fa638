package contacthub.contact.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;

import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;

/**
 * One request of a vendor, as it was sent.
 *
 * @param account the last part of the path
 * @param url where it was sent, as we see it: behind a proxy that may be another than the vendor knows
 * @param headers a header's value by its name, null where there is none
 */
public record Callback(String account, byte[] body, String url, UnaryOperator<String> headers) {

    /** Reads one value and nothing after it. */
    private static final ObjectReader WHOLE = Json.MAPPER.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** A header's value, null where there is none. */
    public String header(String name) {
        return headers.apply(name);
    }

    /** Whether the body says that it is a form. */
    public boolean isForm() {
        String type = header("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    /** The body as a JSON object, with texts that can be stored; a 400 problem where it is none. */
    public JsonNode json() {
        return json(body);
    }

    /** A JSON object with texts that can be stored; a 400 problem where it is none. */
    public static JsonNode json(byte[] body) {
        JsonNode json;
        try {
            json = WHOLE.readTree(body);
        } catch (IOException e) {
            throw Problem.invalid("body", "is not valid JSON");
        }
        if (!json.isObject()) {
            throw Problem.invalid("body", "must be a JSON object");
        }
        return CleanText.of(json);
    }

    /** The body's form fields, sorted by name, values in their order; a 400 problem where it is no form. */
    public SortedMap<String, List<String>> form() {
        SortedMap<String, List<String>> fields = new TreeMap<>();
        for (String pair : new String(body, UTF_8).split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                fields.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
            }
        }
        return fields;
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("body", "is not a valid form");
        }
    }
}
