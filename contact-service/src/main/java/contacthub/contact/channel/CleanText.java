package contacthub.contact.channel;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import contacthub.contracts.Json;
import contacthub.runtime.web.Storable;

/** Makes storable what a vendor passes on of its users: NUL and halves of surrogate pairs become U+FFFD. */
public final class CleanText {

    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {
    }

    /** The text with U+FFFD for every character that cannot be stored; null stays null. */
    public static String of(String text) {
        if (Storable.Check.flaw(text).isEmpty()) {
            return text;
        }
        var readable = new StringBuilder(text.length());
        text.codePoints().forEach(
                point -> readable.appendCodePoint(point == 0 || isHalf(point) ? REPLACEMENT : point));
        return readable.toString();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    /** The same JSON with all texts and names readable. */
    static JsonNode of(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(of(node.textValue()));
        }
        if (node.isObject()) {
            ObjectNode object = Json.MAPPER.createObjectNode();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                object.set(of(field.getKey()), of(field.getValue()));
            }
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = Json.MAPPER.createArrayNode();
            node.forEach(item -> array.add(of(item)));
            return array;
        }
        return node;
    }
}
