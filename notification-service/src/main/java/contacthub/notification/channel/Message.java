package contacthub.notification.channel;

import java.util.UUID;

import contacthub.contracts.Address;

/**
 * What a channel has to send.
 *
 * @param id the notification's id, which the gateway gets as idempotency key where it knows such a thing
 * @param thread the channel's own id of the conversation
 * @param inReplyTo the channel's id of the message it answers
 * @param automatic written by no person, so that no other machine should answer it
 */
public record Message(UUID id, Address to, String thread, String inReplyTo, String subject, String text,
        boolean automatic) {}
