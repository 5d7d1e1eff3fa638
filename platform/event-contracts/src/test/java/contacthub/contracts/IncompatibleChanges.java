package contacthub.contracts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** What a schema no longer keeps of what a released one promised, to those who write the event and those who read it. */
final class IncompatibleChanges {

    private final JsonNode released;
    private final JsonNode current;
    private final List<String> found = new ArrayList<>();

    private IncompatibleChanges(JsonNode released, JsonNode current) {
        this.released = released;
        this.current = current;
    }

    /** One sentence per broken promise, naming the field; empty when the change is compatible. */
    static List<String> between(JsonNode released, JsonNode current) {
        var changes = new IncompatibleChanges(released, current);
        changes.compare("data", released, current);
        return changes.found;
    }

    private void compare(String path, JsonNode before, JsonNode now) {
        JsonNode was = resolved(released, before);
        JsonNode is = resolved(current, now);
        compareType(path, was, is);
        compareRequired(path, was, is);
        compareWords(path, was.path("enum"), is.path("enum"));
        compareAlternatives(path, was.path("anyOf"), is.path("anyOf"));
        compareProperties(path, was.path("properties"), is.path("properties"));
        compareNested(path + "[]", was.path("items"), is.path("items"));
        compareNested(path + ".*", was.path("additionalProperties"), is.path("additionalProperties"));
    }

    private static JsonNode resolved(JsonNode root, JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.path("$ref").textValue().substring(1)) : schema;
    }

    private void compareType(String path, JsonNode was, JsonNode is) {
        if (!type(was).equals(type(is))) {
            found.add(path + " changed its type from " + type(was) + " to " + type(is));
        }
    }

    private static Set<String> type(JsonNode schema) {
        Set<String> type = texts(schema.path("type"));
        type.addAll(texts(schema.path("format")));
        type.addAll(texts(schema.path("pattern")));
        return type;
    }

    private void compareRequired(String path, JsonNode was, JsonNode is) {
        Set<String> before = texts(was.path("required"));
        Set<String> now = texts(is.path("required"));
        now.stream().filter(name -> !before.contains(name))
                .forEach(name -> found.add(path + "." + name + " became required"));
        before.stream().filter(name -> !now.contains(name))
                .forEach(name -> found.add(path + "." + name + " is no longer required"));
    }

    private void compareWords(String path, JsonNode was, JsonNode is) {
        if (was.isMissingNode() != is.isMissingNode()) {
            found.add(path + (is.isMissingNode() ? " lost" : " got") + " a closed list of words");
        } else {
            Set<String> now = texts(is);
            texts(was).stream().filter(word -> !now.contains(word))
                    .forEach(word -> found.add(path + " lost the word " + word));
        }
    }

    private void compareAlternatives(String path, JsonNode was, JsonNode is) {
        if (is.size() < was.size()) {
            found.add(path + " lost an alternative");
        } else if (was.isEmpty() && !is.isEmpty()) {
            found.add(path + " got alternatives where it had none");
        } else {
            for (int i = 0; i < was.size(); i++) {
                compare(path, was.path(i), is.path(i));
            }
        }
    }

    private void compareProperties(String path, JsonNode was, JsonNode is) {
        was.properties().forEach(property -> {
            String name = path + "." + property.getKey();
            if (is.has(property.getKey())) {
                compare(name, property.getValue(), is.path(property.getKey()));
            } else {
                found.add(name + " was removed");
            }
        });
    }

    private void compareNested(String path, JsonNode was, JsonNode is) {
        if (was.isObject() || is.isObject()) {
            compare(path, was, is);
        }
    }

    private static Set<String> texts(JsonNode oneOrMany) {
        Set<String> texts = new LinkedHashSet<>();
        if (oneOrMany.isTextual()) {
            texts.add(oneOrMany.textValue());
        }
        oneOrMany.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
