package contacthub.notification.preference;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import contacthub.contracts.Word;

/** Why we write: the purposes a customer can have wishes for and give consent to. */
public enum Category implements Word {
    SERVICE, COMPLAINT, REMINDER, OFFER, EVENT_INVITATION;

    private static final Set<String> NAMES = Word.all(values());

    /** Every category, as written in JSON. */
    public static Set<String> names() {
        return NAMES;
    }

    /** The one of this name. */
    public static Optional<Category> named(String name) {
        return Arrays.stream(values()).filter(category -> category.word().equals(name)).findFirst();
    }

    /** Whether the customer must have allowed it; answers to what a customer raised need no consent. */
    public boolean needsGrant() {
        return this != SERVICE && this != COMPLAINT;
    }
}
