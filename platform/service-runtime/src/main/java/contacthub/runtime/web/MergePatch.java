package contacthub.runtime.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A JSON merge patch (RFC 7396): what is absent stays, what is null goes, objects are merged, all else is replaced. */
public final class MergePatch {

    private MergePatch() {
    }

    /** The target with the patch merged in; neither is changed. */
    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = target != null && target.isObject()
                ? target.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), apply(merged.get(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }
}
