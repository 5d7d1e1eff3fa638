package contacthub.notification.channel.sms;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

import contacthub.runtime.event.Ids;

/**
 * A short message somebody sent us, or one part of a longer one.
 *
 * @param from the sender's number, with a plus where it is international
 * @param to the number of ours it went to
 * @param place which part it is; none where it is the whole
 * @param coding its {@code data_coding}
 */
public record IncomingPart(String from, String to, Optional<Place> place, int coding, byte[] octets) {

    /** Number, from 1, of so many parts with one reference. */
    public record Place(int reference, int total, int number) {}

    /** From a message with a user data header (3GPP TS 23.040, 9.2.3.24); one that cannot be read is left in the text. */
    public static IncomingPart withHeader(String from, String to, int coding, byte[] octets) {
        int length = octets.length == 0 ? 0 : 1 + (octets[0] & 0xff);
        if (length == 0 || length > octets.length) {
            return new IncomingPart(from, to, Optional.empty(), coding, octets);
        }
        return new IncomingPart(from, to, place(octets, length), coding,
                Arrays.copyOfRange(octets, length, octets.length));
    }

    private static Optional<Place> place(byte[] header, int length) {
        for (int at = 1; at + 1 < length; at += 2 + (header[at + 1] & 0xff)) {
            int octets = header[at + 1] & 0xff;
            boolean wide = header[at] == 8 && octets == 4;
            if ((wide || header[at] == 0 && octets == 3) && at + 1 + octets < length) {
                int reference = wide ? (header[at + 2] & 0xff) << 8 | header[at + 3] & 0xff : header[at + 2] & 0xff;
                return place(reference, header[at + octets] & 0xff, header[at + octets + 1] & 0xff);
            }
        }
        return Optional.empty();
    }

    /** A place among parts; none where it makes no sense. */
    public static Optional<Place> place(int reference, int total, int number) {
        return number >= 1 && number <= total && total > 1
                ? Optional.of(new Place(reference, total, number))
                : Optional.empty();
    }

    int number() {
        return place.map(Place::number).orElse(1);
    }

    int total() {
        return place.map(Place::total).orElse(1);
    }

    /** One id for all parts of a message, and for the same message sent to us again. */
    UUID message() {
        String reference = place.map(one -> "part/" + one.reference() + "/" + one.total())
                .orElseGet(() -> "whole/" + coding + "/" + Arrays.toString(octets));
        return Ids.named("sms", from, to, reference);
    }
}
