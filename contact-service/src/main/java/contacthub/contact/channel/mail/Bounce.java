package contacthub.contact.channel.mail;

/**
 * What a bounce says of the letter that did not arrive.
 *
 * @param notification the id of our notification, null where the bounce does not show the letter's Message-ID
 * @param recipient whom it did not reach, null where the bounce does not say
 * @param status the enhanced status (RFC 3463), such as 5.1.1, null where the bounce has none
 * @param detail the refusing server's own words
 */
record Bounce(String notification, String recipient, String status, String detail) {

    /** Nobody has this address; the same word notification-service uses. */
    static final String ADDRESS_UNKNOWN = "address-unknown";
    /** The recipient's mailbox is full. */
    static final String MAILBOX_FULL = "mailbox-full";
    /** The recipient's side does not take such a letter; the same word notification-service uses. */
    static final String REJECTED = "rejected";
    /** The sending server tried for days in vain; the same word notification-service uses. */
    static final String GAVE_UP = "gave-up";

    /** Why, machine-readable: by the status (RFC 3463), where there is one. */
    String reason() {
        if (status == null) {
            return REJECTED;
        }
        if (status.matches("[45]\\.2\\.2")) {
            return MAILBOX_FULL;
        }
        if (status.matches("5\\.1\\.[01236]|5\\.2\\.1")) {
            return ADDRESS_UNKNOWN;
        }
        return status.startsWith("4") ? GAVE_UP : REJECTED;
    }
}
