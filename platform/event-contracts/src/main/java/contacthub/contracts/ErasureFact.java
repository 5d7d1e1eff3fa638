package contacthub.contracts;

import java.util.Map;

/** What a service did when a customer was erased; contact-service gathers these on one receipt (spec 25, rule 9). */
public sealed interface ErasureFact extends Fact {

    /** The receipt this belongs to. */
    String erasure();

    /** How many rows were changed or deleted, by what they hold. */
    Map<String, Long> rows();

    /** segment-service keeps the numbers of this customer and nothing that tells who it was. */
    @Type(value = "contacthub.erasure.scores-anonymised.v1", topic = Topics.SEGMENT_EVENTS)
    record ScoresAnonymised(@Required String erasure, @Required Map<String, Long> rows) implements ErasureFact {}

    /** notification-service keeps what was sent when and how it went, and nothing that tells to whom or what. */
    @Type(value = "contacthub.erasure.notifications-anonymised.v1", topic = Topics.NOTIFICATION_EVENTS)
    record NotificationsAnonymised(@Required String erasure, @Required Map<String, Long> rows) implements ErasureFact {}
}
