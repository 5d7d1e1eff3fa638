package contacthub.notification.channel.sms;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** How a text becomes short messages. */
class SegmentsTest {

    private static final UUID NOTIFICATION = UUID.fromString("0199aa00-0000-7000-8000-0000000000fe");

    @ParameterizedTest
    @CsvSource({
            // letter, times, bits of the reference, alphabet, length of each part
            "a,    1,   8, GSM7, 1", "a, 160, 8, GSM7, 160", "a, 161, 8, GSM7, 153 8", "a, 306, 8, GSM7, 153 153",
            "a,    307, 8, GSM7, 153 153 1", "a, 161, 16, GSM7, 152 9", "ё, 70, 8, UCS2, 70", "ё, 71, 8, UCS2, 67 4",
            "ё,    134, 8, UCS2, 67 67", "ё, 135, 8, UCS2, 67 67 1", "ё, 71, 16, UCS2, 66 5", "€, 80, 8, GSM7, 80",
            "€,    81,  8, GSM7, 76 5", "😀, 35, 8, UCS2, 70", "😀, 36, 8, UCS2, 66 6", "Ω, 160, 8, GSM7, 160",
            "`,    71,  8, UCS2, 67 4"})
    void splitsAtTheLimitsOfTheAlphabet(String letter, int times, int bits, Alphabet alphabet, String lengths) {
        Segments segments = Segments.of(letter.repeat(times), Reference.of(NOTIFICATION, bits == 16));
        assertThat(segments.alphabet()).isEqualTo(alphabet);
        assertThat(segments.parts()).extracting(String::length)
                .isEqualTo(Arrays.stream(lengths.split(" ")).map(Integer::valueOf).toList());
    }

    @Test
    void keepsAnEscapeWithItsLetter() {
        Segments segments = of("a".repeat(152) + "€" + "b".repeat(10));
        assertThat(segments.parts()).containsExactly("a".repeat(152), "€" + "b".repeat(10));
    }

    @Test
    void keepsBothHalvesOfAnEmoji() {
        Segments segments = of("я".repeat(66) + "😀" + "я".repeat(10));
        assertThat(segments.parts()).containsExactly("я".repeat(66), "😀" + "я".repeat(10));
    }

    @Test
    void headsEachOfSeveralPartsOnly() {
        assertThat(hex(of("Hi @€"), 1)).isEqualTo("486920001b65");
        assertThat(hex(of("a".repeat(161)), 2)).isEqualTo("050003%02x0202".formatted(NOTIFICATION.hashCode() & 0xff)
                + "61".repeat(8));
        Segments wide = Segments.of("я".repeat(71), Reference.of(NOTIFICATION, true));
        assertThat(hex(wide, 1)).startsWith("060804%04x0201".formatted(NOTIFICATION.hashCode() & 0xffff) + "044f");
    }

    @Test
    void isTheSameEachTime() {
        assertThat(of("я".repeat(300))).isEqualTo(of("я".repeat(300)));
    }

    @Property
    void isReadAgainAsItWasWritten(@ForAll("texts") String text) {
        Segments segments = of(text);
        var octets = new ByteArrayOutputStream();
        for (int number = 1; number <= segments.count(); number++) {
            byte[] part = segments.octets(number);
            assertThat(part.length).isLessThanOrEqualTo(segments.alphabet() == Alphabet.GSM7 ? 160 : 140);
            octets.writeBytes(segments.isConcatenated() ? withoutHeader(part, number, segments.count()) : part);
        }
        assertThat(IncomingText.of(segments.alphabet().coding(), octets.toByteArray())).isEqualTo(text);
    }

    @Property
    void splitsNoCharacter(@ForAll("texts") String text) {
        List<String> parts = of(text).parts();
        assertThat(String.join("", parts)).isEqualTo(text);
        assertThat(parts).allSatisfy(part -> assertThat(new String(part.getBytes(UTF_16BE), UTF_16BE)).isEqualTo(part));
        assertThat(IntStream.range(0, parts.size() - 1)).allSatisfy(i -> assertThat(parts.get(i)).isNotEmpty());
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> gsm = Arbitraries.strings().withChars("abc @£Δ_^{}[]~\\|€\n").ofMaxLength(700);
        Arbitrary<String> any = Arbitraries.of("a", "ё", "€", "😀", "👨‍👩‍👧", "[", "\n").list().ofMaxSize(400)
                .map(letters -> String.join("", letters));
        return Arbitraries.oneOf(gsm, any);
    }

    private static byte[] withoutHeader(byte[] part, int number, int total) {
        IncomingPart read = IncomingPart.withHeader("+1", "2", 0, part);
        assertThat(read.place()).hasValueSatisfying(place -> {
            assertThat(place.number()).isEqualTo(number);
            assertThat(place.total()).isEqualTo(total);
        });
        return read.octets();
    }

    private static Segments of(String text) {
        return Segments.of(text, Reference.of(NOTIFICATION, false));
    }

    private static String hex(Segments segments, int number) {
        return HexFormat.of().formatHex(segments.octets(number));
    }
}
