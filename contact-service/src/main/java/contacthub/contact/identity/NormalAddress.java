package contacthub.contact.identity;

/** An address in the one spelling by which it is matched. */
public record NormalAddress(String type, String value, String name) {

    /** {@code type:value}. */
    public String ref() {
        return type + ":" + value;
    }
}
