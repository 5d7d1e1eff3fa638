package contacthub.contact.customer;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;

import contacthub.contact.identity.PhoneKnowledge;
import contacthub.contracts.Address;
import contacthub.contracts.Profile;

/**
 * An address of a customer with what is known of it.
 *
 * @param kind of a phone: mobile, fixed, work (a fixed line given along with a company), fixed-or-mobile, voip …
 * @param regions every country a phone can be of
 * @param zones every time zone its owner can be in
 * @param unlikelyToBeAnswered a fixed home line of somebody young (spec 25, rule 7)
 */
record ShownAddress(String type, String value, String name, String kind, List<String> regions, List<String> zones,
        boolean unlikelyToBeAnswered) {

    private static final String PHONE = "phone";

    /** @param youngSince the year of birth from which on somebody is young */
    static ShownAddress of(Address address, Profile profile, int youngSince) {
        PhoneKnowledge phone = PHONE.equals(address.type()) ? PhoneKnowledge.of(address.value()) : PhoneKnowledge.NONE;
        boolean work = phone.isFixed() && profile.company() != null;
        boolean young = profile.birthYear() != null && profile.birthYear() >= youngSince;
        return new ShownAddress(address.type(), address.value(), address.name(), work ? "work" : phone.kind(),
                phone.regions(), phone.zones(), phone.isFixed() && !work && young);
    }

    @JsonIgnore
    boolean isPhone() {
        return PHONE.equals(type);
    }
}
