package contacthub.notification.preference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.runtime.web.JsonBody;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;

/**
 * A wanted change of preferences, as a JSON merge patch (RFC 7396): what is absent stays, what is null goes.
 *
 * @param orders per category, {@link Preferences#GENERAL} for the general one; an empty list removes the order
 * @param wishes what else changes; empty inside removes it
 */
record PreferencesPatch(Map<String, List<String>> orders, Map<Wish, Optional<String>> wishes) {

    private static final int LARGEST = 64 * 1024;

    /** Reads it, or throws a problem that names every wrong field. */
    static PreferencesPatch read(byte[] body) {
        Reader reader = new Reader();
        JsonBody.object(body, LARGEST).properties().forEach(field -> reader.field(field.getKey(), field.getValue()));
        if (!reader.errors.isEmpty()) {
            throw Problem.invalid(reader.errors);
        }
        return new PreferencesPatch(reader.orders, reader.wishes);
    }

    /** Collects what it understands and what is wrong. */
    private static final class Reader {

        private final List<FieldError> errors = new ArrayList<>();
        private final Map<String, List<String>> orders = new LinkedHashMap<>();
        private final Map<Wish, Optional<String>> wishes = new EnumMap<>(Wish.class);

        void field(String name, JsonNode value) {
            switch (name) {
                case "channels" -> order(Preferences.GENERAL, name, value);
                case "categories" -> categories(value);
                default -> wish(name, value);
            }
        }

        private void wish(String name, JsonNode value) {
            Arrays.stream(Wish.values()).filter(wish -> wish.word().equals(name)).findFirst().ifPresentOrElse(
                    wish -> wishes.put(wish,
                            wish.read(value, (field, flaw) -> errors.add(new FieldError(field, flaw)))),
                    () -> errors.add(new FieldError(name,
                            "is not a preference: channels, categories or one of " + Wish.names())));
        }

        private void categories(JsonNode value) {
            if (value.isNull()) {
                Category.names().forEach(category -> orders.put(category, List.of()));
            } else if (value.isObject()) {
                value.properties().forEach(field -> category(field.getKey(), field.getValue()));
            } else {
                errors.add(new FieldError("categories", "must be an object"));
            }
        }

        private void category(String name, JsonNode value) {
            if (Category.names().contains(name)) {
                order(name, "categories." + name, value);
            } else {
                errors.add(new FieldError("categories." + name, "must be one of " + Category.names()));
            }
        }

        private void order(String key, String field, JsonNode value) {
            if (!value.isNull() && !value.isArray()) {
                errors.add(new FieldError(field, "must be a list of channels, most wanted first"));
                return;
            }
            List<String> channels = new ArrayList<>();
            value.forEach(channel -> channel(field + "[" + channels.size() + "]", channel, channels));
            orders.put(key, channels);
        }

        private void channel(String field, JsonNode channel, List<String> channels) {
            String name = channel.isTextual() ? channel.textValue() : null;
            if (PreferenceChannel.named(name).isEmpty()) {
                errors.add(new FieldError(field, "must be one of " + PreferenceChannel.names()));
            } else if (channels.contains(name)) {
                errors.add(new FieldError(field, "is named twice"));
            }
            channels.add(name);
        }
    }
}
