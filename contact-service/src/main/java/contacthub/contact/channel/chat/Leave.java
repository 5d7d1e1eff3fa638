package contacthub.contact.channel.chat;

/** Why the hub ends a connection, by the code that the page acts on (RFC 6455, 7.4.2: 4000 to 4999 are ours). */
enum Leave {

    /** The token is not of our making: the page starts as a new visitor. */
    UNKNOWN_VISITOR(4401, "this visitor is not known here"),
    /** Nothing was heard for too long: the page connects again if it is still there. */
    IDLE(4408, "nothing was heard for too long"),
    /** More than one visitor or one network address may: the page waits before it connects again. */
    TOO_MUCH(4429, "too many messages; wait a minute");

    private final int code;
    private final String reason;

    Leave(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
