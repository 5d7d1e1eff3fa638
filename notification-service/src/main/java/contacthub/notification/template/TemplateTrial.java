package contacthub.notification.template;

import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A template and what to fill it with.
 *
 * @param template null where the version in use of a name is meant
 * @param customer null where it is nobody's
 */
record TemplateTrial(String template, Map<String, String> data, boolean html, String name, String category,
        String channel, String language, String customer) {

    /** Reads it, or throws a problem that names every wrong field. */
    static TemplateTrial read(JsonNode body) {
        Reader reader = new Reader(body);
        var trial = new TemplateTrial(reader.text("template"), reader.data(), reader.flag("html"), reader.text("name"),
                reader.text("category"), reader.text("channel"), reader.text("language"), reader.text("customer"));
        reader.flaws.unless(trial.template != null || trial.name != null, "template",
                "is missing: what to fill, or the name of a stored one");
        reader.flaws.refuse();
        return trial;
    }

    /** Whether what data leaves out is filled in too. */
    boolean isPreview() {
        return name != null || customer != null;
    }

    /** Collects what is wrong. */
    private record Reader(JsonNode body, Flaws flaws) {

        Reader(JsonNode body) {
            this(body, new Flaws());
        }

        String text(String field) {
            JsonNode value = body.path(field);
            flaws.unless(value.isMissingNode() || value.isNull() || value.isTextual(), field, "must be a text");
            return value.textValue();
        }

        boolean flag(String field) {
            JsonNode value = body.path(field);
            flaws.unless(value.isMissingNode() || value.isNull() || value.isBoolean(), field, "must be true or false");
            return value.asBoolean();
        }

        Map<String, String> data() {
            JsonNode value = body.path("data");
            flaws.unless(value.isMissingNode() || value.isNull() || value.isObject(), "data",
                    "must be an object of texts by placeholder");
            Map<String, String> data = new TreeMap<>();
            value.properties().forEach(text -> {
                String field = "data." + text.getKey();
                flaws.unless(text.getValue().isValueNode(), field, "must be a text");
                flaws.unless(Grammar.isName(text.getKey()), field,
                        "cannot be a placeholder: those are letters, digits and _, at most 40, and begin with a letter");
                data.put(text.getKey(), text.getValue().isNull() ? "" : text.getValue().asText());
            });
            return data;
        }
    }
}
