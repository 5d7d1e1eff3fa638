package contacthub.notification.channel.sms;

import java.util.Set;

import contacthub.notification.channel.Outcome;

/** How far a short message has come, by the words of receipts (SMPP 3.4, 5.2.28 and appendix B). */
public enum Status {
    /** It may arrive yet, or the gateway does not know. */
    ON_ITS_WAY(null),
    /** The handset has it. */
    DELIVERED(null),
    /** The handset was away for too long. */
    EXPIRED("gave-up"),
    /** The network cannot reach it. */
    UNDELIVERABLE("undelivered"),
    /** The network does not take it, or somebody deleted it there. */
    REJECTED(Outcome.REJECTED);

    /** The setting of errors in receipts that say nobody has this number; 1 is that of GSM MAP (3GPP TS 29.002). */
    public static final String UNKNOWN_SUBSCRIBER_ERRORS = "hub.sms.unknown-subscriber-errors";

    private final String reason;

    Status(String reason) {
        this.reason = reason;
    }

    /** Whether nothing more will come of it. */
    public boolean isFinal() {
        return this != ON_ITS_WAY;
    }

    /** Why it did not arrive, machine-readable; none where it did or may. */
    public String reason() {
        return reason;
    }

    /** The same, by the network's error: the address is to blame where the error is one of those. */
    public String reason(String error, Set<String> unknownSubscriberErrors) {
        boolean nobody = (this == UNDELIVERABLE || this == REJECTED) && error != null
                && unknownSubscriberErrors.contains(error);
        return nobody ? Outcome.ADDRESS_UNKNOWN : reason;
    }

    /** That of {@code stat:} in a receipt's text; whatever is unknown may arrive yet. */
    public static Status named(String stat) {
        return switch (stat) {
            case "DELIVRD" -> DELIVERED;
            case "EXPIRED" -> EXPIRED;
            case "UNDELIV" -> UNDELIVERABLE;
            case "REJECTD", "DELETED" -> REJECTED;
            default -> ON_ITS_WAY;
        };
    }

    /** That of the parameter {@code message_state}. */
    public static Status of(int messageState) {
        return switch (messageState) {
            case 2 -> DELIVERED;
            case 3 -> EXPIRED;
            case 5 -> UNDELIVERABLE;
            case 4, 8 -> REJECTED;
            default -> ON_ITS_WAY;
        };
    }
}
