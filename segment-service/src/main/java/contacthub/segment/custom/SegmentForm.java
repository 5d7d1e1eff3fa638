package contacthub.segment.custom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;

import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;

/**
 * What an author says of a segment.
 *
 * @param expression true for those who are in it ({@link Language})
 * @param description for people, may be absent
 * @param position among the segments that count for response times the one with the least decides; absent: does not count
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SegmentForm(String expression, String description, Integer position) {

    private static final ObjectReader STRICT = Json.MAPPER.readerFor(SegmentForm.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LAST_POSITION = 10_000;

    /** Reads and checks one; a 400 problem names each field that is wrong. */
    static SegmentForm read(JsonNode fields) {
        SegmentForm form = form(fields);
        List<FieldError> errors = new ArrayList<>();
        if (form.expression == null) {
            errors.add(new FieldError("expression", "is missing"));
        } else {
            flaws(form.expression).forEach(
                    flaw -> errors.add(new FieldError("expression", "at " + flaw.position() + ": " + flaw.message())));
        }
        if (form.description != null && form.description.length() > LONGEST_DESCRIPTION) {
            errors.add(new FieldError("description", "must have at most " + LONGEST_DESCRIPTION + " characters"));
        }
        if (form.position != null && (form.position < 1 || form.position > LAST_POSITION)) {
            errors.add(new FieldError("position", "must be from 1 to " + LAST_POSITION + ", or absent"));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return form;
    }

    private static List<Flaw> flaws(String expression) {
        try {
            Language.read(expression);
            return List.of();
        } catch (FlawedExpression e) {
            return e.flaws();
        }
    }

    private static SegmentForm form(JsonNode fields) {
        try {
            return STRICT.readValue(fields);
        } catch (JsonMappingException e) {
            String field = e.getPath().isEmpty() ? "body" : e.getPath().get(0).getFieldName();
            throw Problem.invalid(field, "is no field of a segment, or has the wrong type");
        } catch (IOException e) {
            throw Problem.invalid("body", "is not JSON");
        }
    }
}
