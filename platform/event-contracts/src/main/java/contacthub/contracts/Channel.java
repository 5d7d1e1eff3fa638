package contacthub.contracts;

import java.util.Set;

/** The ways a contact can come or go. */
public enum Channel implements Word {
    WEB, CHAT, EMAIL, SMS, CALL, TELEGRAM, VK, WHATSAPP, VIBER, FACEBOOK, INSTAGRAM, SLACK, LINE, PAPER, REVIEW, VISIT;

    private static final Set<String> NAMES = Word.all(values());

    /** Every channel, as written in JSON. */
    public static Set<String> names() {
        return NAMES;
    }

    /** Whether it is one of {@link #names()}, in exactly this spelling; nothing is not. */
    public static boolean isKnown(String name) {
        return name != null && NAMES.contains(name);
    }
}
