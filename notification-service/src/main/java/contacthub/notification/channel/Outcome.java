package contacthub.notification.channel;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt to send. */
public sealed interface Outcome {

    /** Nobody at the gateway has this address. */
    String ADDRESS_UNKNOWN = "address-unknown";
    /** The recipient wants nothing from us on this channel. */
    String BLOCKED = "blocked";
    /** No adapter of this channel exists. */
    String NO_ADAPTER = "no-adapter";
    /** The adapter does not know where to send. */
    String NOT_CONFIGURED = "not-configured";
    /** The gateway does not take such a message. */
    String REJECTED = "rejected";
    /** Nobody can say whether it was sent. */
    String UNKNOWN = "unknown";

    /** That a text has more characters than a gateway takes, if so. */
    static Optional<Outcome> tooLong(String text, int longest) {
        return text.length() <= longest
                ? Optional.empty()
                : Optional.of(new PermanentFailure(REJECTED, "longer than " + longest + " characters"));
    }

    /** The gateway took it; {@code gatewayId} is its id of the message there. */
    record Accepted(String gatewayId) implements Outcome {}

    /**
     * Not sent, but may be later; not before {@code retryAfter} where the gateway named a time.
     *
     * @param concernsAddress the gateway works, and only this recipient has to wait
     */
    record TransientFailure(String detail, Duration retryAfter, boolean concernsAddress) implements Outcome {

        /** Of a gateway that has trouble, or too much to do. */
        public TransientFailure(String detail, Duration retryAfter) {
            this(detail, retryAfter, false);
        }

        /** Of a gateway that named no time. */
        public TransientFailure(String detail) {
            this(detail, Duration.ZERO);
        }
    }

    /** Not sent and never will be; {@code reason} is machine-readable. */
    record PermanentFailure(String reason, String detail) implements Outcome {

        /** Whether it lies with the address, so that nothing else should be sent there either. */
        public boolean concernsAddress() {
            return reason.equals(ADDRESS_UNKNOWN) || reason.equals(BLOCKED);
        }
    }

    /** The connection was lost while the gateway had it: perhaps sent, perhaps not. A person decides, never a retry. */
    record Unclear(String detail) implements Outcome {}
}
