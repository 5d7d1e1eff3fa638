package contacthub.notification.channel.sms;

import contacthub.notification.channel.Outcome;

/** What a {@code command_status} other than 0 means for a message (SMPP 3.4, 5.1.3): the SMSC did not take it. */
public final class Refusal {

    private static final int SYSTEM_ERROR = 0x08;
    private static final int BIND_STATUS = 0x04;
    private static final int INVALID_DESTINATION = 0x0b;
    private static final int QUEUE_FULL = 0x14;
    private static final int INVALID_DESTINATION_TON = 0x50;
    private static final int INVALID_DESTINATION_NPI = 0x51;
    private static final int THROTTLED = 0x58;
    private static final int TEMPORARY = 0x64;

    private Refusal() {
    }

    /** Transient where the SMSC may take it later. */
    public static Outcome of(int status) {
        String detail = "the SMSC answered 0x%08x".formatted(status);
        return switch (status) {
            case THROTTLED, QUEUE_FULL, TEMPORARY, SYSTEM_ERROR, BIND_STATUS -> new Outcome.TransientFailure(detail);
            case INVALID_DESTINATION, INVALID_DESTINATION_TON, INVALID_DESTINATION_NPI ->
                new Outcome.PermanentFailure(Outcome.ADDRESS_UNKNOWN, detail);
            default -> new Outcome.PermanentFailure(Outcome.REJECTED, detail);
        };
    }
}
