package contacthub.contracts;

import java.time.Instant;

/** A reply time told to the customer. */
public sealed interface PromiseFact extends Fact {

    /**
     * The hub acknowledged a new conversation, naming when a full answer will come; notification-service tells the
     * customer on the conversation's own channel.
     *
     * @param promised the time told to the customer
     * @param zone the zone the customer reads it in (IANA)
     * @param because how the time was computed
     */
    @Type("contacthub.promise.made.v1")
    record Made(@Required String promise, @Required Instant promised, @Required String zone,
            @Required @OneOf(Channel.class) String channel, @Required Address to, String language, String subject,
            String thread, String because) implements PromiseFact {}

    /** The answer came by the promised time. */
    @Type("contacthub.promise.kept.v1")
    record Kept(@Required String promise, @Required Instant promised,
            @Required Instant answered) implements PromiseFact {}

    /** The promised time passed without an answer. */
    @Type("contacthub.promise.broken.v1")
    record Broken(@Required String promise, @Required Instant promised) implements PromiseFact {}
}
