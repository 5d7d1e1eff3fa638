package contacthub.notification.channel.sms;

import java.util.HashMap;
import java.util.Map;

/** The default alphabet of GSM with its extension table (3GPP TS 23.038, 6.2.1), one septet to an octet. */
final class Gsm7 {

    static final byte ESCAPE = 0x1b;

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final Map<Byte, Character> EXTENSION = Map.of((byte) 0x0a, '\f', (byte) 0x14, '^', (byte) 0x28, '{',
            (byte) 0x29, '}', (byte) 0x2f, '\\', (byte) 0x3c, '[', (byte) 0x3d, '~', (byte) 0x3e, ']', (byte) 0x40, '|',
            (byte) 0x65, '€');
    private static final Map<Character, byte[]> SEPTETS = septets();

    private Gsm7() {
    }

    private static Map<Character, byte[]> septets() {
        Map<Character, byte[]> septets = new HashMap<>();
        for (int i = 0; i < BASIC.length(); i++) {
            if (i != ESCAPE) {
                septets.put(BASIC.charAt(i), new byte[]{ (byte) i});
            }
        }
        EXTENSION.forEach((code, character) -> septets.put(character, new byte[]{ ESCAPE, code}));
        return septets;
    }

    /** The septets of a character: one, or two with the escape; none where the alphabet lacks it. */
    static byte[] septets(int codePoint) {
        return codePoint > Character.MAX_VALUE ? null : SEPTETS.get((char) codePoint);
    }

    /** The text of these septets; an escape to what nobody knows is the basic letter, as handsets show it. */
    static String text(byte[] septets) {
        var text = new StringBuilder(septets.length);
        for (int i = 0; i < septets.length; i++) {
            if (septets[i] != ESCAPE) {
                text.append(basic(septets[i]));
            } else if (++i < septets.length) {
                Character extended = EXTENSION.get(septets[i]);
                text.append(extended == null ? basic(septets[i]) : extended);
            }
        }
        return text.toString();
    }

    private static char basic(byte septet) {
        return septet < 0 ? '\uFFFD' : septet == ESCAPE ? ' ' : BASIC.charAt(septet);
    }
}
