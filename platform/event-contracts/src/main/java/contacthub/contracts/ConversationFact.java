package contacthub.contracts;

import java.time.Instant;

/** The open matter that contacts belong to. */
public sealed interface ConversationFact extends Fact {

    /** A customer raised a matter. */
    @Type("contacthub.conversation.opened.v1")
    record Opened(@Required String conversation, @Required @OneOf(Channel.class) String channel, Address address,
            @OneOf(ContactKind.class) String kind, String subject) implements ConversationFact {}

    /** Somebody became its owner; no operator means it went back to the queue. */
    @Type("contacthub.conversation.assigned.v1")
    record Assigned(@Required String conversation, String operator, String previous,
            String because) implements ConversationFact {}

    /** It became more or less urgent: low, normal, high or urgent. */
    @Type("contacthub.conversation.prioritised.v1")
    record Prioritised(@Required String conversation, @Required String priority, @Required String previous,
            String operator, String because) implements ConversationFact {}

    /** It is the customer's turn, at the latest until a moment where there is one. */
    @Type("contacthub.conversation.snoozed.v1")
    record Snoozed(@Required String conversation, String operator, Instant until) implements ConversationFact {}

    /** An operator holds the matter to be solved. */
    @Type("contacthub.conversation.resolved.v1")
    record Resolved(@Required String conversation, String operator) implements ConversationFact {}

    /** The matter was not solved after all. */
    @Type("contacthub.conversation.reopened.v1")
    record Reopened(@Required String conversation, String operator, String because) implements ConversationFact {}

    /**
     * The customer is asked whether it is solved; notification-service does so on the conversation's own channel.
     *
     * @param link where the customer can say so by a click; none where customers are given no links
     * @param until when silence counts as yes
     * @param zone the zone the customer reads it in (IANA)
     */
    @Type("contacthub.conversation.asked.v1")
    record Asked(@Required String conversation, @Required @OneOf(Channel.class) String channel, @Required Address to,
            String language, String subject, String thread, String link,
            @Required Instant until, @Required String zone) implements ConversationFact {}

    /**
     * The matter is solved for good; what the customer writes from now on is another one.
     *
     * @param because customer, who said so, silence, or erasure
     */
    @Type("contacthub.conversation.confirmed.v1")
    record Confirmed(@Required String conversation, @Required String because) implements ConversationFact {}
}
