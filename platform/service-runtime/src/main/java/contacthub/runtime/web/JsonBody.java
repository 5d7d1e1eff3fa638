package contacthub.runtime.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.Json;
import contacthub.runtime.web.Problem.FieldError;

/** Bodies that must be a JSON object. */
public final class JsonBody {

    private static final int KIBIBYTE = 1024;

    private JsonBody() {
    }

    /**
     * Reads one.
     *
     * @param largest how many bytes it may have
     * @throws Problem where it is missing, larger, not JSON or not an object, or has text that cannot be stored
     */
    public static ObjectNode object(byte[] body, int largest) {
        if (body == null || body.length == 0) {
            throw Problem.invalid("body", "is missing");
        }
        if (body.length > largest) {
            throw Problem.tooLarge("body", "must be at most " + largest / KIBIBYTE + " KiB");
        }
        if (!(parsed(body) instanceof ObjectNode object)) {
            throw Problem.invalid("body", "must be a JSON object");
        }
        List<FieldError> errors = new ArrayList<>();
        object.properties().forEach(field -> {
            Storable.Check.flaw(field.getKey()).ifPresent(flaw -> errors.add(new FieldError("body", flaw)));
            unstorable(field.getKey(), field.getValue(), (name, flaw) -> errors.add(new FieldError(name, flaw)));
        });
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return object;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw Problem.invalid("body", "is not valid JSON");
        }
    }

    /** Tells of every text at or below a field that {@link Storable} refuses, by its field and why; names count too. */
    public static void unstorable(String field, JsonNode node, BiConsumer<String, String> wrong) {
        if (node.isTextual()) {
            Storable.Check.flaw(node.textValue()).ifPresent(flaw -> wrong.accept(field, flaw));
        } else if (node.isObject()) {
            node.properties().forEach(next -> {
                Storable.Check.flaw(next.getKey()).ifPresent(flaw -> wrong.accept(field, flaw));
                unstorable(field + "." + next.getKey(), next.getValue(), wrong);
            });
        } else {
            for (int i = 0; i < node.size(); i++) {
                unstorable(field + "[" + i + "]", node.get(i), wrong);
            }
        }
    }
}
