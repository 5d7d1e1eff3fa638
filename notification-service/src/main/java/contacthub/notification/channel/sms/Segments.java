package contacthub.notification.channel.sms;

import java.util.ArrayList;
import java.util.List;

/** A text as the short messages that carry it: one, or several with a header each, no character ever split over two. */
public record Segments(Alphabet alphabet, Reference reference, List<String> parts) {

    /** As few as can be. */
    public static Segments of(String text, Reference reference) {
        Alphabet alphabet = Alphabet.of(text);
        boolean fitsOne = text.codePoints().map(alphabet::units).sum() <= alphabet.room(0);
        return new Segments(alphabet, reference,
                fitsOne ? List.of(text) : split(text, alphabet, alphabet.room(reference.headerOctets())));
    }

    private static List<String> split(String text, Alphabet alphabet, int room) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int used = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int units = alphabet.units(text.codePointAt(at));
            if (used + units > room) {
                parts.add(text.substring(start, at));
                start = at;
                used = 0;
            }
            used += units;
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** How many. */
    public int count() {
        return parts.size();
    }

    /** Whether they have headers. */
    public boolean isConcatenated() {
        return count() > 1;
    }

    /** One of them as it travels, with its header; the first is number 1. */
    public byte[] octets(int number) {
        byte[] text = alphabet.encode(parts.get(number - 1));
        if (!isConcatenated()) {
            return text;
        }
        byte[] header = reference.header(number, count());
        byte[] octets = new byte[header.length + text.length];
        System.arraycopy(header, 0, octets, 0, header.length);
        System.arraycopy(text, 0, octets, header.length, text.length);
        return octets;
    }
}
