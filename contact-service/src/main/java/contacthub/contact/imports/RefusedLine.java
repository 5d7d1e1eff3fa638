package contacthub.contact.imports;

import contacthub.runtime.web.Problem.FieldError;

/** A line that was not taken: its number, and the first thing wrong with it. */
record RefusedLine(long line, String field, String reason) {

    static RefusedLine of(long line, FieldError error) {
        return new RefusedLine(line, error.field(), error.reason());
    }
}
