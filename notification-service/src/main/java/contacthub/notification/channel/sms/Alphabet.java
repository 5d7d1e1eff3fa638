package contacthub.notification.channel.sms;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.ByteArrayOutputStream;

/** What a short message is written in, and how much of it one holds. */
public enum Alphabet {
    /** The default alphabet; a message holds 160 septets. */
    GSM7(0) {
        @Override
        int units(int codePoint) {
            return Gsm7.septets(codePoint).length;
        }

        @Override
        int room(int headerOctets) {
            return (OCTETS - headerOctets) * 8 / 7;
        }

        @Override
        byte[] encode(String text) {
            var octets = new ByteArrayOutputStream(text.length());
            text.codePoints().forEach(point -> octets.writeBytes(Gsm7.septets(point)));
            return octets.toByteArray();
        }
    },
    /** UTF-16, which every handset shows emoji of; a message holds 70 code units. */
    UCS2(8) {
        @Override
        int units(int codePoint) {
            return Character.charCount(codePoint);
        }

        @Override
        int room(int headerOctets) {
            return (OCTETS - headerOctets) / 2;
        }

        @Override
        byte[] encode(String text) {
            return text.getBytes(UTF_16BE);
        }
    };

    private static final int OCTETS = 140;

    private final byte coding;

    Alphabet(int coding) {
        this.coding = (byte) coding;
    }

    /** The smallest in which the whole text can be written. */
    public static Alphabet of(String text) {
        return text.codePoints().allMatch(point -> Gsm7.septets(point) != null) ? GSM7 : UCS2;
    }

    /** The {@code data_coding} of SMPP (5.2.19). */
    public byte coding() {
        return coding;
    }

    /** How many units of a message a character takes. */
    abstract int units(int codePoint);

    /** How many units a message with a header of so many octets holds. */
    abstract int room(int headerOctets);

    /** The octets as they travel. */
    abstract byte[] encode(String text);
}
