package contacthub.contact.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

import contacthub.runtime.web.Problem;

/**
 * What a follower of a timeline has got, opaque to it and the same to every instance: all changes up to a time, except
 * that transactions do not commit in the order of their times; so also marks of the newest changes it has got.
 */
record Bookmark(Instant since, List<String> got) {

    /** So that the id of an event stays a short line. */
    static final int MOST = 50;

    private static final String HEADER = "Last-Event-ID";

    /** As the id of an event. */
    String text() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((since + "|" + String.join("|", got)).getBytes(UTF_8));
    }

    /** Reads it back; a problem that names the header where it is none of ours. */
    static Bookmark read(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\\|");
            Instant since = Instant.parse(parts[0]);
            if (since.isBefore(Instant.EPOCH) || since.isAfter(Cursor.LATEST)) {
                throw Problem.invalid(HEADER, "is not an event of this stream");
            }
            return new Bookmark(since, List.copyOf(Arrays.asList(parts).subList(1, parts.length)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Problem.invalid(HEADER, "is not an event of this stream");
        }
    }

    /** The mark of one change of an entry; another change of it has another. */
    static String mark(ShownEntry entry) {
        var sum = new CRC32();
        sum.update((entry.id() + "@" + entry.changedAt()).getBytes(UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
