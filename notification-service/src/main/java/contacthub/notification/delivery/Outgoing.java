package contacthub.notification.delivery;

import java.util.Optional;
import java.util.UUID;

import contacthub.contracts.Address;
import contacthub.runtime.event.Received;

/**
 * Something to be written to a customer because of an event.
 *
 * @param kind acknowledgement, promise, apology, question or reply; an event leads to one notification of a kind
 * @param channel the channel it goes out on, as contacts name them
 * @param thread the conversation's id on this very channel, never one of the channel the contact came over
 * @param because why this channel
 * @param suppressed why it must not be sent after all, if so
 */
public record Outgoing(Received cause, UUID customer, String kind, String category, String channel, Address to,
        String thread, String inReplyTo, String subject, String text, String because, Optional<String> suppressed) {

    /** A message that acknowledges a contact, written by no person. */
    public static final String ACKNOWLEDGEMENT = "acknowledgement";
    /** A time that an operator promised. */
    public static final String PROMISE = "promise";
    /** An apology for a broken promise, with a new time. */
    public static final String APOLOGY = "apology";
    /** Whether it is solved, asked by no person. */
    public static final String QUESTION = "question";
    /** An operator's answer. */
    public static final String REPLY = "reply";

    /** Whether no person wrote one of this kind, so that no machine may answer it. */
    static boolean isAutomatic(String kind) {
        return !kind.equals(REPLY);
    }
}
