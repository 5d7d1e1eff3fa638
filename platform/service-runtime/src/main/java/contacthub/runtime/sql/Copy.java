package contacthub.runtime.sql;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * What was last read of something that is seldom edited. Whoever asks after an edit gets what was read after it: an
 * edit counts as seen only once a reading that began after it is done, so a reading under way hides none.
 */
public final class Copy<T> {

    private final UnaryOperator<T> reading;
    private final AtomicLong edits = new AtomicLong();
    private volatile Read<T> last = new Read<>(-1, null);

    private record Read<T>(long edits, T value) {}

    /** Reading is given what was read before, null at first, and may answer the same. */
    public Copy(UnaryOperator<T> reading) {
        this.reading = reading;
    }

    /** To be told after each edit made here; others are seen by reading again from time to time. */
    public void edited() {
        edits.incrementAndGet();
    }

    /** What there is, read again where it was edited here since. */
    public T get() {
        Read<T> read = last;
        return read.edits == edits.get() ? read.value : again();
    }

    /** What was last read; null before the first time. */
    public T lastRead() {
        return last.value;
    }

    /** Reads again, as a worker does from time to time; there is never more to do at once. */
    public boolean look() {
        again();
        return false;
    }

    /** Reads again. */
    public synchronized T again() {
        long before = edits.get();
        last = new Read<>(before, reading.apply(last.value));
        return last.value;
    }
}
