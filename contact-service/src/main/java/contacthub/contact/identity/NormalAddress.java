package contacthub.contact.identity;

import contacthub.contracts.Address;

/** An address in the one spelling by which it is matched. */
public record NormalAddress(String type, String value, String name) {

    /** {@code type:value}. */
    public String ref() {
        return type + ":" + value;
    }

    /** As events tell it, without the display name. */
    public Address unnamed() {
        return Address.of(type, value);
    }
}
