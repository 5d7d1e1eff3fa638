package contacthub.contracts;

import java.util.Set;

/** What a contact is about. */
public enum ContactKind implements Word {
    QUESTION, COMPLAINT, ORDER, REVIEW, OTHER;

    private static final Set<String> NAMES = Word.all(values());

    /** Every kind, as written in JSON. */
    public static Set<String> names() {
        return NAMES;
    }

    /** Whether it is one of {@link #names()}, in exactly this spelling; nothing is not. */
    public static boolean isKnown(String name) {
        return name != null && NAMES.contains(name);
    }
}
