package contacthub.contact.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import contacthub.contact.imports.LineSplitter.Line;
import contacthub.contact.imports.LineSplitter.Place;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class LineSplitterTest {

    private static final int NO_QUOTES = -1;

    @Test
    void numbersLinesAsAnEditorDoesAndLeavesBlankOnesOut() {
        assertThat(split("one\r\n\ntwo\n\r\nthree", NO_QUOTES)).containsExactly("1 one", "3 two", "5 three");
    }

    @Test
    void keepsALineBreakBetweenQuotes() {
        assertThat(split("a,\"b\nc \"\"d\"\"\n\"\ne,f\n", ',')).containsExactly("1 a,\"b\nc \"\"d\"\"\n\"", "4 e,f");
    }

    @Test
    void takesAQuoteInsideAFieldForWhatItIs() {
        assertThat(split("5\" nail,x\ny\"\"z,1\n\"\",\"\"\nw", ',')).containsExactly("1 5\" nail,x", "2 y\"\"z,1",
                "3 \"\",\"\"", "4 w");
    }

    @Test
    void readsTheLineAfterOneWhoseQuoteIsNeverClosed() {
        assertThat(split("a,\"b\nc,d\n", ',')).containsExactly("1 ! has a quote that is never closed", "2 c,d");
    }

    @Test
    void refusesALineThatIsTooLongOnceAndGoesOnAfterIt() {
        String huge = "x".repeat(3 * LineSplitter.LONGEST);
        assertThat(split("a\n" + huge + "\nb\n\"" + huge, NO_QUOTES)).containsExactly("1 a",
                "2 ! is longer than 65536 bytes", "3 b", "4 ! is longer than 65536 bytes");
        assertThat(split("a\n\"" + huge + "\nb\n", ',')).containsExactly("1 a",
                "2 ! is longer than 65536 bytes, or has a quote never closed", "3 b");
    }

    @Test
    void takesALineOfTheLargestSize() {
        assertThat(split("x".repeat(LineSplitter.LONGEST) + "\ny", NO_QUOTES)).hasSize(2).allMatch(
                line -> !line.contains("!"));
    }

    @Property(tries = 200)
    void findsTheSameLinesWhereverTheStretchesAreCut(
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 40) String text,
            @ForAll @IntRange(min = 1, max = 3) int linesAtOnce) {
        String file = text.replace("aa", "\n").replace("ab", "\"").replace("ba", ",").repeat(3);
        assertThat(inStretches(file.getBytes(UTF_8), ',', Integer.MAX_VALUE, linesAtOnce)).isEqualTo(split(file, ','));
    }

    private static List<String> split(String text, int delimiter) {
        return inStretches(text.getBytes(UTF_8), delimiter, 2 * LineSplitter.LONGEST, Integer.MAX_VALUE);
    }

    /** As an import does it: so many bytes and lines at once, and on from the place that was kept. */
    private static List<String> inStretches(byte[] file, int delimiter, int bytesAtOnce, int linesAtOnce) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        Place place = new Place(0, 0, false);
        while (from < file.length) {
            int to = (int) Math.min(file.length, (long) from + bytesAtOnce);
            var splitter = new LineSplitter(Arrays.copyOfRange(file, from, to), delimiter, to == file.length,
                    place.linesRead(), place.midLine());
            Optional<Line> next = splitter.next();
            for (int i = 1; next.isPresent(); i++) {
                lines.add(shown(next.get()));
                next = i == linesAtOnce ? Optional.empty() : splitter.next();
            }
            place = splitter.place();
            assertThat(place.position()).as("gets on").isPositive();
            from += place.position();
        }
        return lines;
    }

    private static String shown(Line line) {
        return line.number() + " " + line.flaw().map(flaw -> "! " + flaw).orElse(new String(line.bytes(), UTF_8));
    }
}
