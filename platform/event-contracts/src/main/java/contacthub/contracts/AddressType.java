package contacthub.contracts;

import java.util.Set;

/** The kinds of points of contact a customer can have. */
public enum AddressType implements Word {
    PHONE, EMAIL, TELEGRAM, VK, WHATSAPP, VIBER, FACEBOOK, INSTAGRAM, SLACK, LINE, WEB, POSTAL, EXTERNAL;

    private static final Set<String> NAMES = Word.all(values());

    /** Every address type, as written in JSON. */
    public static Set<String> names() {
        return NAMES;
    }

    /** Whether it is one of {@link #names()}, in exactly this spelling; nothing is not. */
    public static boolean isKnown(String name) {
        return name != null && NAMES.contains(name);
    }
}
