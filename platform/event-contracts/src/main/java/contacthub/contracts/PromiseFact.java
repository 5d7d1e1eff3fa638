package contacthub.contracts;

import java.time.Instant;

/** A reply time told to the customer. */
public sealed interface PromiseFact extends Fact {

    /**
     * The customer is told when a full answer will come: by the hub, which acknowledges a new conversation, or by an
     * operator. notification-service tells the customer on the conversation's own channel.
     *
     * @param promised the time told to the customer
     * @param zone the zone the customer reads it in (IANA)
     * @param because how the time was computed, or why the operator moved it
     * @param operator who promised; nothing where the hub did
     * @param told true where the operator has told the customer already, so that nothing is to be sent
     */
    @Type("contacthub.promise.made.v1")
    record Made(@Required String promise, @Required Instant promised, @Required String zone,
            @Required @OneOf(Channel.class) String channel, @Required Address to, String language, String subject,
            String thread, String because, String operator, Boolean told) implements PromiseFact, ToldPromise {}

    /**
     * A promise was broken: the customer is told so, with an apology and a new time, once.
     *
     * @param promise the new promise
     * @param instead the promise that was broken
     * @param missed the time that passed without an answer
     */
    @Type("contacthub.promise.renewed.v1")
    record Renewed(@Required String promise, @Required Instant promised, @Required String zone,
            @Required @OneOf(Channel.class) String channel, @Required Address to, String language, String subject,
            String thread, String because, @Required String instead,
            @Required Instant missed) implements PromiseFact, ToldPromise {}

    /** The answer came by the promised time. */
    @Type("contacthub.promise.kept.v1")
    record Kept(@Required String promise, @Required Instant promised,
            @Required Instant answered) implements PromiseFact {}

    /** The promised time passed without an answer. */
    @Type("contacthub.promise.broken.v1")
    record Broken(@Required String promise, @Required Instant promised) implements PromiseFact {}
}
