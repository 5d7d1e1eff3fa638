package contacthub.notification.delivery;

import java.util.Optional;
import java.util.UUID;

import contacthub.contracts.Address;
import contacthub.runtime.event.Received;

/**
 * Something to be written to a customer.
 *
 * @param kind acknowledgement, promise, apology, question, stopped, started, reply or message; a cause leads to one
 *        notification of a kind
 * @param channel the channel it goes out on, as contacts name them; null where none takes it
 * @param thread the conversation's id on this very channel, never one of the channel the contact came over
 * @param template the version of the template its text was rendered from; null for none
 * @param because why this channel
 * @param suppressed why it must not be sent after all, if so
 */
public record Outgoing(Cause cause, UUID customer, String kind, String category, String channel, Address to,
        String thread, String inReplyTo, String subject, String text, String template, String because,
        Optional<String> suppressed, Terms terms) {

    /** A message that acknowledges a contact, written by no person. */
    public static final String ACKNOWLEDGEMENT = "acknowledgement";
    /** A time that an operator promised. */
    public static final String PROMISE = "promise";
    /** An apology for a broken promise, with a new time. */
    public static final String APOLOGY = "apology";
    /** Whether it is solved, asked by no person. */
    public static final String QUESTION = "question";
    /** That nothing more will be sent there, as the customer asked. */
    public static final String STOPPED = "stopped";
    /** That messages will be sent there again, as the customer asked. */
    public static final String STARTED = "started";
    /** An operator's answer. */
    public static final String REPLY = "reply";
    /** What we begin: asked for by a person or a machine, on the channel that was decided on. */
    static final String MESSAGE = "message";

    /** What an event of a conversation leads to, on the conversation's own channel. */
    public Outgoing(Received cause, UUID customer, String kind, String category, String channel, Address to,
            String thread, String inReplyTo, String subject, String text, String template, String because,
            Optional<String> suppressed) {
        this(Cause.of(cause), customer, kind, category, channel, to, thread, inReplyTo, subject, text, template,
                because, suppressed, Terms.ANSWER);
    }

    /** Whether no person wrote one of this kind, so that no machine may answer it. */
    static boolean isAutomatic(String kind) {
        return !kind.equals(REPLY);
    }
}
