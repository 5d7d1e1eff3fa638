package contacthub.contact.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import contacthub.runtime.web.Problem;

/** A place in a list that is ordered by time and id; opaque to readers. */
public record Cursor(Instant at, UUID id) {

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** As text for a URL. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + "|" + id).getBytes(UTF_8));
    }

    /** Reads it back; a problem that names the parameter where it is none of ours. */
    public static Cursor read(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\\|", 2);
            var cursor = new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            if (cursor.at.isBefore(LATEST) && !cursor.at.isBefore(EARLIEST)) {
                return cursor;
            }
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw Problem.invalid("page[after]", "is not a cursor of this list");
        }
        throw Problem.invalid("page[after]", "is not a cursor of this list");
    }
}
