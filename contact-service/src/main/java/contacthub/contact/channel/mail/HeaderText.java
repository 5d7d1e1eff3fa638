package contacthub.contact.channel.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Header fields as people read them (RFC 2047, RFC 6532). Broken ones too: characters split between encoded words, which
 * Angus decodes one by one, and raw bytes in any charset.
 */
final class HeaderText {

    private static final int LONGEST = 16 * 1024;
    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]*+");
    private static final Pattern WORD = Pattern
            .compile("=\\?([^?*\\s]{1,40})(?:\\*[^?\\s]{0,20})?\\?([bBqQ])\\?([^?\\r\\n]*+)\\?=");

    private HeaderText() {
    }

    /** A field as Angus holds it, one character a byte; null stays null. */
    static String decode(String raw) {
        if (raw == null) {
            return null;
        }
        String line = FOLD.matcher(raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw).replaceAll(" ");
        StringBuilder text = new StringBuilder();
        var words = new Words(text);
        Matcher word = WORD.matcher(line);
        int end = 0;
        while (word.find()) {
            String between = line.substring(end, word.start());
            if (end == 0 || !between.isBlank()) {
                words.flush();
                text.append(plain(between));
            }
            words.add(word.group(1), bytes(word.group(2), word.group(3)));
            end = word.end();
        }
        words.flush();
        return Charsets.storable(text.append(plain(line.substring(end))).toString()).strip();
    }

    /** What came outside of encoded words: bytes in some charset, unless it is decoded already. */
    private static String plain(String raw) {
        boolean bytes = raw.chars().allMatch(one -> one < 0x100) && raw.chars().anyMatch(one -> one >= 0x80);
        return bytes ? Charsets.guess(raw.getBytes(ISO_8859_1)) : raw;
    }

    private static byte[] bytes(String encoding, String encoded) {
        return encoding.equalsIgnoreCase("b") ? base64(encoded) : quoted(encoded);
    }

    /** What can be read of it: some senders leave out the padding or break off in the middle. */
    static byte[] base64(String encoded) {
        String letters = encoded.replaceAll("[^A-Za-z0-9+/]", "");
        return Base64.getDecoder().decode(letters.length() % 4 == 1
                ? letters.substring(0, letters.length() - 1)
                : letters);
    }

    private static byte[] quoted(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char one = encoded.charAt(i);
            int high = one == '=' && i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(encoded.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(one == '_' ? ' ' : one);
            }
        }
        return bytes.toByteArray();
    }

    /** Neighbouring encoded words of one charset, whose bytes belong together. */
    private static final class Words {

        private final StringBuilder text;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String charset;

        Words(StringBuilder text) {
            this.text = text;
        }

        void add(String label, byte[] content) {
            if (!label.equalsIgnoreCase(charset)) {
                flush();
            }
            charset = label;
            bytes.writeBytes(content);
        }

        void flush() {
            if (charset != null) {
                text.append(Charsets.decode(bytes.toByteArray(), charset));
            }
            bytes.reset();
            charset = null;
        }
    }
}
