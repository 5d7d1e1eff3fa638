package contacthub.contact.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.UUID;

import contacthub.runtime.web.Problem;

/**
 * A customer found, in the order of the list: by a whole address, then by a part of one, by the name, and last by what
 * was said, the latest first.
 *
 * @param at when it was said; the epoch where the match is no text
 * @param excerpt the address, name or words that matched
 */
record Match(int rank, Instant at, UUID customer, String excerpt) implements Comparable<Match> {

    static final int ADDRESS = 0;
    static final int PART = 1;
    static final int NAME = 2;
    static final int TEXT = 3;

    private static final Comparator<Match> ORDER = Comparator.comparingInt(Match::rank)
            .thenComparing(Match::at, Comparator.reverseOrder())
            .thenComparing(match -> match.customer.toString(), Comparator.reverseOrder());
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Before all others. */
    static final Match FIRST = new Match(-1, LATEST, new UUID(-1, -1), null);

    @Override
    public int compareTo(Match other) {
        return ORDER.compare(this, other);
    }

    /** What it was that matched, as readers get it. */
    String by() {
        return rank <= PART ? "address" : rank == NAME ? "name" : "text";
    }

    /** Its place in the list, as text for a URL. */
    String cursor() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((rank + "|" + at + "|" + customer).getBytes(UTF_8));
    }

    /** Reads it back; a problem that names the parameter where it is none of ours. */
    static Match after(String cursor) {
        if (cursor == null) {
            return FIRST;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split("\\|", 3);
            var match = new Match(Integer.parseInt(parts[0]), Instant.parse(parts[1]), UUID.fromString(parts[2]), null);
            if (!match.at.isAfter(LATEST) && !match.at.isBefore(Instant.parse("0000-01-01T00:00:00Z"))) {
                return match;
            }
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw Problem.invalid("page[after]", "is not a cursor of this list");
        }
        throw Problem.invalid("page[after]", "is not a cursor of this list");
    }
}
