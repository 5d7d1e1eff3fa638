package contacthub.runtime.web;

import java.util.List;
import java.util.function.Function;

/** One page of a list, in the order of its cursor (spec 05). */
public record Page<T>(List<T> data, Meta meta, Links links) {

    private static final int LARGEST = 200;

    /** Whether there is more, and the cursor after the last one here. */
    public record Meta(boolean hasMore, String after) {}

    /** The same list, further on and back. */
    public record Links(String next, String prev) {}

    /**
     * A page from rows read with a limit of {@code size + 1}.
     *
     * @param cursor the cursor of a row
     * @param self the list's own path with its filters, to which {@code page[after]} is added
     */
    public static <T> Page<T> of(List<T> rows, int size, Function<T, String> cursor, String self) {
        boolean more = rows.size() > size;
        List<T> data = more ? rows.subList(0, size) : rows;
        String after = data.isEmpty() ? null : cursor.apply(data.get(data.size() - 1));
        String next = more
                ? self + (self.contains("?") ? "&" : "?") + "page%5Bsize%5D=" + size + "&page%5Bafter%5D=" + after
                : null;
        return new Page<>(data, new Meta(more, after), new Links(next, null));
    }

    /** A page size as asked for, 50 where it was not; a problem that names the parameter where it is out of bounds. */
    public static int size(String asked) {
        if (asked == null) {
            return 50;
        }
        if (!asked.matches("\\d{1,3}") || Integer.parseInt(asked) < 1 || Integer.parseInt(asked) > LARGEST) {
            throw Problem.invalid("page[size]", "must be from 1 to " + LARGEST);
        }
        return Integer.parseInt(asked);
    }
}
