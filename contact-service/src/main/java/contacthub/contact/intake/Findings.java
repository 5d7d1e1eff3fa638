package contacthub.contact.intake;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Address;
import contacthub.contracts.AddressType;
import contacthub.runtime.web.JsonBody;
import contacthub.runtime.web.Problem.FieldError;

/** What is wrong with the fields of an event, in the order in which it was found. */
final class Findings {

    static final int LONGEST_VALUE = 500;
    private static final int MOST_DIGITS = 15;

    private final List<FieldError> errors = new ArrayList<>();

    List<FieldError> all() {
        return errors;
    }

    /** Bounds what a number takes written out: 1e999999999 is eleven characters as sent, a thousand million in full. */
    void digits(String field, BigDecimal number, int fraction) {
        if (number != null
                && ((long) number.precision() - number.scale() > MOST_DIGITS || number.scale() > fraction)) {
            wrong(field, "must have at most " + MOST_DIGITS + " digits before and " + fraction + " after the point");
        }
    }

    /** An address that must be there, whole and of a known type. */
    void address(String field, Address address) {
        if (address == null) {
            wrong(field, "is missing");
            return;
        }
        if (!AddressType.isKnown(address.type())) {
            wrong(field + ".type", address.type() == null ? "is missing" : "must be one of " + AddressType.names());
        }
        required(field + ".value", address.value(), LONGEST_VALUE);
    }

    /** A text that must be there. */
    void required(String field, String value, int longest) {
        if (value == null || value.isBlank()) {
            wrong(field, "is missing");
        } else {
            atMost(field, value, longest);
        }
    }

    /** A text that may be there, not longer than that. */
    void atMost(String field, String value, int longest) {
        if (value != null && value.length() > longest) {
            wrong(field, "must have at most " + longest + " characters");
        }
    }

    /** A value that must be there. */
    void present(String field, Object value) {
        if (value == null) {
            wrong(field, "is missing");
        }
    }

    /** No text anywhere may have what PostgreSQL or UTF-8 cannot hold: NUL, or half of a surrogate pair. */
    void text(String field, JsonNode node) {
        JsonBody.unstorable(field, node, this::wrong);
    }

    /** Notes what is wrong with a field. */
    void wrong(String field, String reason) {
        errors.add(new FieldError(field, reason));
    }
}
