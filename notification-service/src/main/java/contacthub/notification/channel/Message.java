package contacthub.notification.channel;

import java.util.Optional;
import java.util.UUID;

import contacthub.contracts.Address;

/**
 * What a channel has to send.
 *
 * @param id the notification's id, which the gateway gets as idempotency key where it knows such a thing
 * @param thread the channel's own id of the conversation
 * @param inReplyTo the channel's id of the message it answers
 * @param automatic written by no person, so that no other machine should answer it
 * @param unsubscribe a link by which the customer takes back that we may send such a thing, where that can be
 */
public record Message(UUID id, Address to, String thread, String inReplyTo, String subject, String text,
        boolean automatic, Optional<String> unsubscribe) {

    /** Of something that needed no consent. */
    public Message(UUID id, Address to, String thread, String inReplyTo, String subject, String text,
            boolean automatic) {
        this(id, to, thread, inReplyTo, subject, text, automatic, Optional.empty());
    }

    /** The same with that way to unsubscribe. */
    public Message with(Optional<String> wayOut) {
        return new Message(id, to, thread, inReplyTo, subject, text, automatic, wayOut);
    }
}
