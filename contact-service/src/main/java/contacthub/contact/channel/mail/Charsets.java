package contacthub.contact.channel.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.mail.internet.MimeUtility;

/** Turns bytes into text by the charset they are labelled with, or by what they look like where the label is wrong. */
final class Charsets {

    private static final Charset WINDOWS_1251 = Charset.forName("windows-1251");
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final List<Charset> CYRILLIC = List.of(WINDOWS_1251, Charset.forName("KOI8-R"),
            Charset.forName("ISO-8859-5"), Charset.forName("IBM866"));
    /** The letters that make up most of any Russian text. */
    private static final String FREQUENT = "оеаинтсрвлкмдпу";

    private Charsets() {
    }

    /** Text of these bytes; a label of null, or one that cannot be right, is guessed. */
    static String decode(byte[] bytes, String label) {
        Optional<Charset> labelled = named(label);
        if (labelled.isPresent() && !(isAscii(labelled.get()) && hasHighBytes(bytes))) {
            return strictly(bytes, labelled.get()).or(() -> strictly(bytes, StandardCharsets.UTF_8))
                    .orElseGet(() -> new String(bytes, labelled.get()));
        }
        return guess(bytes);
    }

    /** The charset of that name, as mails name them; none where this Java does not know it. */
    static Optional<Charset> named(String label) {
        if (label == null || label.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(MimeUtility.javaCharset(label.strip())));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** UTF-8 if it can be that, else the Cyrillic charset in which it reads most like Russian, else a Western one. */
    static String guess(byte[] bytes) {
        return strictly(bytes, StandardCharsets.UTF_8).orElseGet(() -> Stream.concat(CYRILLIC.stream(),
                Stream.of(WESTERN)).map(charset -> new String(bytes, charset))
                .max(Comparator.comparingInt(Charsets::likeness)).orElseThrow());
    }

    /** A text without what PostgreSQL and UTF-8 cannot hold. */
    static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\ufffd');
    }

    /** At most so many characters of a text, with no half of a surrogate pair at the end. */
    static String cut(String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static boolean isAscii(Charset charset) {
        return charset.equals(StandardCharsets.US_ASCII);
    }

    private static boolean hasHighBytes(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** How much a text reads like what people write: frequent small letters speak for it, a mixed-up case against. */
    private static int likeness(String text) {
        int score = 0;
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            score += one < 0x80 ? 0 : likeness(before, one);
            before = one;
        }
        return score;
    }

    private static int likeness(char before, char one) {
        if (FREQUENT.indexOf(Character.toLowerCase(one)) >= 0) {
            return Character.isLowerCase(one)
                    ? 4
                    : !Character.isLetter(before) || Character.isUpperCase(before) ? 2 : -3;
        }
        if (one >= 'А' && one <= 'я' || one == 'ё' || one == 'Ё') {
            return Character.isUpperCase(one) && Character.isLowerCase(before) ? -3 : 1;
        }
        return Character.isLetter(one) ? before < 0x80 && Character.isLetter(before) ? 2 : 0 : -2;
    }
}
