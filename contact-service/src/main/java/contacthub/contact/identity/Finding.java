package contacthub.contact.identity;

import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * What an address turned out to be.
 *
 * @param normalised the one spelling by which it is matched; nothing where there is none
 * @param valid whether such an address can exist
 * @param blocked whether it stands for nobody, however well it is formed
 * @param reason why it is not valid or blocked, or what else to know; nothing where all is well
 * @param phone the number, of a phone that could be read
 */
record Finding(String normalised, boolean valid, boolean blocked, String reason, PhoneNumber phone) {

    static Finding valid(String normalised) {
        return new Finding(normalised, true, false, null, null);
    }

    static Finding invalid(String reason) {
        return new Finding(null, false, false, reason, null);
    }

    Finding placeholder() {
        return new Finding(normalised, valid, true, "is a placeholder that stands for nobody", phone);
    }

    /** What the number tells, of a phone that could be read. */
    PhoneKnowledge knowledge() {
        return phone == null ? PhoneKnowledge.NONE : Phones.knowledge(phone);
    }

    /** Whether customers are known by it. A phone of no numbering plan we know still is one: plans change. */
    boolean identifies() {
        return normalised != null && !blocked;
    }
}
