package contacthub.contracts;

/** What a customer allows: rows of an append-only ledger. */
public sealed interface ConsentFact extends Fact {

    /** The customer allowed a purpose on a channel, shown this wording. */
    @Type(value = "contacthub.consent.granted.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Granted(@Required String purpose, @Required String channel, String wording, String source,
            String operator) implements ConsentFact {}

    /** The customer took it back. */
    @Type(value = "contacthub.consent.withdrawn.v1", topic = Topics.NOTIFICATION_EVENTS)
    record Withdrawn(@Required String purpose, @Required String channel, String wording, String source,
            String operator) implements ConsentFact {}
}
