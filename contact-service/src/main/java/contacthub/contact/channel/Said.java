package contacthub.contact.channel;

/** One thing a vendor tells us. */
public sealed interface Said {

    /** A customer wrote to us. */
    record Wrote(Message message) implements Said {}

    /** The company wrote to a customer, from somewhere else than the hub. */
    record Answered(Message message) implements Said {}

    /** How far a message of ours has come: sent, delivered, read or failed. */
    record Receipt() implements Said {}

    /** Something we do not use. */
    record Unused(String kind) implements Said {}
}
