package contacthub.contact.timeline;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * The outcome of a redaction.
 *
 * @param redacted {@code {at, by, reason}}, of the first time where it was done before
 * @param elsewhere what copies of the text this does not reach, and how long they stay
 */
record Redaction(UUID id, @JsonRawValue String redacted, List<Copy> elsewhere) {

    /** A place that holds the text too, and what ends that. */
    record Copy(String where, String until) {}
}
