package contacthub.contact.imports;

import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a stretch of a file into lines, numbered as an editor numbers them. In CSV a line break between quotes does not
 * end a line (RFC 4180); a quote that is never closed spoils its own line only, for the next one is read anew.
 */
final class LineSplitter {

    /** The most bytes a line may have. */
    static final int LONGEST = 64 * 1024;

    private final byte[] stretch;
    private final boolean last;
    private final int delimiter;
    private int position;
    private long number;
    private boolean midLine;

    /** A line: where it stands, its bytes without the line break, and what is wrong with it as such. */
    record Line(long number, byte[] bytes, Optional<String> flaw) {}

    /** Where reading is to go on. */
    record Place(int position, long linesRead, boolean midLine) {}

    /**
     * @param delimiter what parts the fields of CSV, or -1 where quotes mean nothing
     * @param last whether the file ends with this stretch
     * @param linesRead how many lines came before
     * @param midLine whether the stretch begins inside a line that has been refused for its length
     */
    LineSplitter(byte[] stretch, int delimiter, boolean last, long linesRead, boolean midLine) {
        this.stretch = stretch;
        this.delimiter = delimiter;
        this.last = last;
        this.number = linesRead;
        this.midLine = midLine;
    }

    /** The next line that is not blank; nothing where the stretch ends before a whole one. */
    Optional<Line> next() {
        if (midLine) {
            leaveLine();
        }
        while (!midLine && position < stretch.length) {
            int end = end();
            if (end > position + LONGEST || end < 0 && (last || stretch.length - position > LONGEST)) {
                return Optional.of(refused(end < 0 && stretch.length - position <= LONGEST));
            }
            if (end < 0) {
                return Optional.empty();
            }
            Line line = taken(end);
            if (line.bytes.length > 0) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** How far this splitter has come. */
    Place place() {
        return new Place(position, number, midLine);
    }

    private Line taken(int end) {
        int length = end > position && stretch[end - 1] == '\r' ? end - 1 : end;
        Line line = new Line(number + 1, Arrays.copyOfRange(stretch, position, length), Optional.empty());
        for (int i = position; i < end; i++) {
            number += stretch[i] == '\n' ? 1 : 0;
        }
        number++;
        position = Math.min(end + 1, stretch.length);
        return line;
    }

    private Line refused(boolean unclosed) {
        Line line = new Line(number + 1, new byte[0], Optional.of(unclosed
                ? "has a quote that is never closed"
                : "is longer than " + LONGEST + " bytes" + (delimiter < 0 ? "" : ", or has a quote never closed")));
        leaveLine();
        return line;
    }

    private void leaveLine() {
        int end = lineBreak(position);
        midLine = end < 0 && !last;
        position = end < 0 ? stretch.length : end + 1;
        number += midLine ? 0 : 1;
    }

    private int lineBreak(int from) {
        for (int i = from; i < stretch.length; i++) {
            if (stretch[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** The end of the line at hand, which is the end of the file for its last one; -1 where it is not in this stretch. */
    private int end() {
        int end = delimiter < 0 ? lineBreak(position) : endOutsideQuotes();
        return end == -1 && last ? stretch.length : Math.max(end, -1);
    }

    /** As {@link #lineBreak}, and -2 where the stretch ends between quotes. */
    private int endOutsideQuotes() {
        boolean quoted = false;
        boolean mayOpen = true;
        int most = Math.min(stretch.length, position + LONGEST + 2);
        for (int i = position; i < most; i++) {
            byte b = stretch[i];
            if (b == '\n' && !quoted) {
                return i;
            }
            boolean closes = quoted && b == '"';
            quoted = quoted ? !closes : mayOpen && b == '"';
            mayOpen = closes || !quoted && b == delimiter;
        }
        return quoted || most < stretch.length ? -2 : -1;
    }
}
