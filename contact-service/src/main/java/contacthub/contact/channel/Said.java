package contacthub.contact.channel;

import java.util.Optional;

import contacthub.contracts.ContactFact;

/** One thing a vendor tells us. */
public sealed interface Said {

    /** A customer wrote to us. */
    record Wrote(Message message) implements Said {}

    /** The company wrote to a customer, from somewhere else than the hub. */
    record Answered(Message message) implements Said {}

    /** How far a message of ours has come, where the vendor tells by its id of the message; otherwise only counted. */
    record Receipt(Optional<ContactFact.Reported> report) implements Said {

        /** One that is only counted. */
        public static Receipt counted() {
            return new Receipt(Optional.empty());
        }

        /** One of a step that is no failure. */
        public static Receipt of(String channel, String message, String step) {
            return new Receipt(Optional.of(ContactFact.Reported.of(channel, message, step)));
        }

        /** One of a failure. */
        public static Receipt ofFailure(String channel, String message, String reason, String detail) {
            return new Receipt(
                    Optional.of(new ContactFact.Reported(channel, message, ContactFact.Reported.FAILED, reason,
                            detail)));
        }
    }

    /** Something we do not use. */
    record Unused(String kind) implements Said {}
}
