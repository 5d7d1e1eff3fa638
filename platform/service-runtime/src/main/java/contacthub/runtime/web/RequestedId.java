package contacthub.runtime.web;

import java.util.UUID;

/** An id as callers write it in a path, a query or a field. */
public final class RequestedId {

    private RequestedId() {
    }

    /** Reads it; a 400 problem that names where it was written if it is none. */
    public static UUID of(String name, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(name, "must be an id (UUID)");
        }
    }
}
