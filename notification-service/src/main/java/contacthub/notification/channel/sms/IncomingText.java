package contacthub.notification.channel.sms;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads the octets of short messages by their {@code data_coding} (SMPP 3.4, 5.2.19; 3GPP TS 23.038, 4). */
final class IncomingText {

    /** What stands for a part that never came. */
    static final String GAP = " […] ";

    private static final Charset CYRILLIC = Charset.forName("ISO-8859-5");
    private static final Charset HEBREW = Charset.forName("ISO-8859-8");

    private IncomingText() {
    }

    /** The text, with U+FFFD for what cannot be stored or read. */
    static String of(int coding, byte[] octets) {
        return decoded(coding, octets).replace('\u0000', '\uFFFD');
    }

    private static String decoded(int coding, byte[] octets) {
        return switch (coding) {
            case 0 -> Gsm7.text(octets);
            case 1 -> new String(octets, StandardCharsets.US_ASCII);
            case 6 -> new String(octets, CYRILLIC);
            case 7 -> new String(octets, HEBREW);
            case 8 -> new String(octets, StandardCharsets.UTF_16BE);
            default -> ofClass(coding, octets);
        };
    }

    /** Coding groups that say the alphabet in bits of their own: 00x1, where a class is given, and 1111. */
    private static String ofClass(int coding, byte[] octets) {
        boolean classed = (coding & 0xf0) == 0x10;
        if (classed && (coding & 0x0c) == 0x08) {
            return new String(octets, StandardCharsets.UTF_16BE);
        }
        boolean septets = classed && (coding & 0x0c) == 0 || (coding & 0xf4) == 0xf0;
        return septets ? Gsm7.text(octets) : new String(octets, StandardCharsets.ISO_8859_1);
    }
}
