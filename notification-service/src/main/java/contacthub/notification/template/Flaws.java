package contacthub.notification.template;

import java.util.ArrayList;
import java.util.List;

import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;

/** What is wrong with the fields of a request, all of it told at once. */
final class Flaws {

    private final List<FieldError> errors = new ArrayList<>();

    void add(String field, String reason) {
        errors.add(new FieldError(field, reason));
    }

    void unless(boolean right, String field, String reason) {
        if (!right) {
            add(field, reason);
        }
    }

    /** Throws a 400 problem where there is any. */
    void refuse() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}
