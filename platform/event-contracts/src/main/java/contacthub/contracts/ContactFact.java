package contacthub.contracts;

import java.time.Instant;
import java.util.List;

/** One message, call, letter or form between customer and company. */
public sealed interface ContactFact extends Fact {

    /**
     * A customer wrote to us. Posted by an integration, and passed on by contact-service with the customer as subject
     * and the conversation as correlation.
     *
     * @param fromAll several addresses known of the one sender, instead of {@code from}
     * @param thread the channel's own id of the conversation
     * @param kind question, complaint, order, review or other
     * @param language BCP 47
     */
    @Type(value = "contacthub.contact.received.v1", posted = true)
    @Required.AnyOf({ "from", "fromAll"})
    record Received(@Required @OneOf(Channel.class) String channel, Address from, List<Address> fromAll,
            @Required String text, String subject, String thread, @OneOf(ContactKind.class) String kind,
            String language, List<Attachment> attachments, Profile profile) implements ContactFact {}

    /** A file that came with a contact: a link and what is known of it, never the bytes. Size in bytes. */
    record Attachment(String name, String mediaType, @Required String url, Long size) {}

    /**
     * The company wrote to a customer: elsewhere (posted by an integration), or in the hub, which then also delivers it.
     *
     * @param deliver true when notification-service must hand it to the channel
     * @param inReplyTo the channel's id of the message it answers
     */
    @Type(value = "contacthub.contact.sent.v1", posted = true)
    record Sent(@Required @OneOf(Channel.class) String channel, @Required Address to, @Required String text,
            String operator, String thread, String subject, Boolean deliver, String inReplyTo) implements ContactFact {}

    /**
     * Something we wrote came back: the other side says that it did not arrive. Told once the channel says so, however
     * long after it was sent.
     *
     * @param notification the notification's id, as the channel gave it back
     * @param to whom it did not reach, as the other side writes the address
     * @param reason machine-readable: address-unknown, mailbox-full, rejected or gave-up
     * @param detail the other side's own words
     */
    @Type("contacthub.contact.returned.v1")
    record Returned(@Required String notification, @Required @OneOf(Channel.class) String channel, Address to,
            @Required String reason, String detail) implements ContactFact {}

    /**
     * How far something we wrote has come, as its channel tells of it: each step once, in any order, and perhaps before
     * we know that the channel took it.
     *
     * @param message the channel's own id of the message
     * @param step delivered, read or failed
     * @param reason why it failed, machine-readable: address-unknown, blocked, window-closed or rejected
     * @param detail the channel's own words
     */
    @Type("contacthub.contact.reported.v1")
    record Reported(@Required @OneOf(Channel.class) String channel, @Required String message, @Required String step,
            String reason, String detail) implements ContactFact {

        /** It arrived. */
        public static final String DELIVERED = "delivered";
        /** The customer has seen it. */
        public static final String READ = "read";
        /** It did not arrive and never will. */
        public static final String FAILED = "failed";

        /** A step that is no failure. */
        public static Reported of(String channel, String message, String step) {
            return new Reported(channel, message, step, null, null);
        }
    }

    /** A conversation got its first public answer by a person. */
    @Type("contacthub.contact.answered-first.v1")
    record AnsweredFirst(@Required @OneOf(Channel.class) String channel, String operator, @Required Instant askedAt,
            @Required Instant answeredAt, @Required long waitedSeconds) implements ContactFact {}
}
