package contacthub.contact.identity;

import java.util.List;

/**
 * What a phone number tells of itself (spec 25, rule 7).
 *
 * @param kind mobile, fixed, fixed-or-mobile, voip …; null of what is no phone
 * @param regions every country it can be of, ISO 3166
 * @param zones every time zone its owner can be in, none more likely than another
 */
public record PhoneKnowledge(String kind, List<String> regions, List<String> zones) {

    /** Of what is no phone. */
    public static final PhoneKnowledge NONE = new PhoneKnowledge(null, List.of(), List.of());

    private static final String FIXED = "fixed";

    /** Of a number in E.164. */
    public static PhoneKnowledge of(String number) {
        return Phones.examine(number, null).knowledge();
    }

    /** Whether it stands somewhere and cannot be taken along. */
    public boolean isFixed() {
        return FIXED.equals(kind);
    }
}
