package contacthub.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * A typed point of contact as somebody wrote it, not yet normalised (spec 10).
 *
 * @param type phone, email, telegram, vk, whatsapp, viber, facebook, instagram, slack, line, web, postal or external
 * @param value the number, address or id; for external {@code shop/42}
 * @param name the display name that came with it, if any
 */
public record Address(@Required @OneOf(AddressType.class) String type, @Required String value, String name) {

    /** Of a type and value without a display name. */
    public static Address of(String type, String value) {
        return new Address(type, value, null);
    }

    /** Reads the short form in which only a name is known, such as the author of a review. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Address named(String name) {
        return new Address(null, null, name);
    }

    /** The {@code type:value} reference of the REST interface. */
    public String ref() {
        return type + ":" + value;
    }
}
