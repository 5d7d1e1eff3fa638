package contacthub.contracts;

import java.util.Set;

/** Who began: the customer ({@code in}) or the company ({@code out}). */
public enum Direction implements Word {
    IN, OUT;

    private static final Set<String> NAMES = Word.all(values());

    /** Every direction, as written in JSON. */
    public static Set<String> names() {
        return NAMES;
    }

    /** Whether it is one of {@link #names()}, in exactly this spelling; nothing is not. */
    public static boolean isKnown(String name) {
        return name != null && NAMES.contains(name);
    }
}
