package contacthub.runtime.web;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;

/** Finds the problem that a failure is to its sender, where it is one. */
public final class Refusals {

    private Refusals() {
    }

    /** What the sender is told; nothing where the failure is not the sender's to mend. */
    public static Optional<Problem> of(Throwable failure) {
        if (failure instanceof Problem problem) {
            return Optional.of(problem);
        }
        return failure instanceof ConstraintViolationException violations
                ? Optional.of(of(violations))
                : Optional.empty();
    }

    static Problem of(ConstraintViolationException violations) {
        return Problem.invalid(violations.getConstraintViolations().stream()
                .map(violation -> new Problem.FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(Problem.FieldError::field))
                .toList());
    }

    /** The path without the method and its parameter's name, in the case of the JSON. */
    private static String field(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        int parameter = path.indexOf('.', path.indexOf('.') + 1);
        if (parameter < 0) {
            return "body";
        }
        String inner = path.substring(parameter + 1);
        return inner.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
