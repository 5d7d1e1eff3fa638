package contacthub.contact.customer;

import java.time.Clock;
import java.time.Year;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Profile;
import contacthub.runtime.web.JsonBody;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;
import contacthub.runtime.web.Storable;

/**
 * A wanted change of a customer, as a JSON merge patch (RFC 7396): what is absent stays, what is null goes.
 *
 * @param columns the new values by column, in the order they were sent; null removes
 */
record CustomerPatch(Map<String, Object> columns) {

    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST = 500;
    private static final int FIRST_YEAR = 1900;
    private static final Map<String, String> TEXTS = Map.of("last", "last_name", "first", "first_name", "patronymic",
            "patronymic", "company", "company", "town", "town");

    /** What can be changed, for the interface description. */
    record Changeable(Profile profile, String nameToUse) {}

    /** Reads it, or throws a problem that names every wrong field. */
    static CustomerPatch read(byte[] body, Clock clock) {
        Reader reader = new Reader(Year.now(clock).getValue());
        JsonBody.object(body, LARGEST).properties().forEach(field -> reader.field(field.getKey(), field.getValue()));
        if (!reader.errors.isEmpty()) {
            throw Problem.invalid(reader.errors);
        }
        return new CustomerPatch(reader.columns);
    }

    /** Collects what it understands and what is wrong. */
    private static final class Reader {

        private final List<FieldError> errors = new ArrayList<>();
        private final Map<String, Object> columns = new LinkedHashMap<>();
        private final int thisYear;

        Reader(int thisYear) {
            this.thisYear = thisYear;
        }

        void field(String name, JsonNode value) {
            switch (name) {
                case "profile" -> profile(value);
                case "name_to_use" -> text(name, name, value);
                default -> wrong(name, "cannot be changed here: profile or name_to_use");
            }
        }

        private void profile(JsonNode value) {
            if (value.isNull()) {
                TEXTS.values().forEach(column -> columns.put(column, null));
                columns.put("birth_year", null);
            } else if (value.isObject()) {
                value.properties().forEach(field -> profile(field.getKey(), field.getValue()));
            } else {
                wrong("profile", "must be an object");
            }
        }

        private void profile(String name, JsonNode value) {
            if (name.equals("birth_year")) {
                birthYear(value);
            } else if (TEXTS.containsKey(name)) {
                text("profile." + name, TEXTS.get(name), value);
            } else {
                wrong("profile." + name, "is not in a profile: last, first, patronymic, birth_year, company or town");
            }
        }

        private void birthYear(JsonNode value) {
            boolean year = value.isInt() && value.intValue() >= FIRST_YEAR && value.intValue() <= thisYear;
            if (!value.isNull() && !year) {
                wrong("profile.birth_year", "must be a year from " + FIRST_YEAR + " to " + thisYear);
                return;
            }
            columns.put("birth_year", value.isNull() ? null : value.intValue());
        }

        private void text(String field, String column, JsonNode value) {
            Optional<String> flaw = value.isNull() ? Optional.empty() : flaw(value);
            if (flaw.isPresent()) {
                wrong(field, flaw.get());
                return;
            }
            columns.put(column, value.isNull() ? null : value.textValue().strip());
        }

        private static Optional<String> flaw(JsonNode value) {
            if (!value.isTextual() || value.textValue().isBlank() || value.textValue().length() > LONGEST) {
                return Optional.of("must be a text of 1 to " + LONGEST + " characters, or null");
            }
            return Storable.Check.flaw(value.textValue());
        }

        private void wrong(String field, String reason) {
            errors.add(new FieldError(field, reason));
        }
    }
}
