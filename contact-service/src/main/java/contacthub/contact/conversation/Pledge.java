package contacthub.contact.conversation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

import contacthub.contact.clock.Happening;
import contacthub.contact.clock.SlaClock;
import contacthub.contact.timeline.Entry;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.contracts.PromiseFact;
import contacthub.runtime.event.Ids;

/**
 * A promise that is being made in a conversation whose customer can be written to.
 *
 * @param promise when it is made and by when the answer comes; its id is that of its clock, timeline line and event
 * @param instead the broken promise that it stands for; nothing where it is no renewal
 * @param operator who promised; nothing where the hub did
 * @param told whether that operator has told the customer already
 */
record Pledge(Conversation conversation, Happening promise, SlaClock instead, String operator, boolean told,
        String trace) {

    /** The hub acknowledges a conversation. */
    static Pledge acknowledging(Conversation conversation, Happening promise) {
        return new Pledge(conversation, promise, null, null, false, null);
    }

    /** The hub apologises and names another time. */
    static Pledge renewing(Conversation conversation, Happening promise, SlaClock broken) {
        return new Pledge(conversation, promise, broken, null, false, null);
    }

    Entry entry(ZoneId zone, String language) {
        Fact fact = fact(zone, language);
        return Entry.own(conversation.address, promise.id(), Ids.time(promise.id()), FactTypes.name(fact.getClass()),
                told ? Entry.INTERNAL : Entry.OUT, summary(), Json.text(fact), conversation.id)
                .by(operator, told ? null : conversation.replyPath.channel());
    }

    Event<?> event(ZoneId zone, String language, UUID customer) {
        return Event.of(fact(zone, language), promise.id().toString(), Matters.SOURCE, customer.toString(),
                promise.at()).in(conversation.id.toString()).traced(trace);
    }

    private Fact fact(ZoneId zone, String spoken) {
        String language = conversation.language == null ? spoken : conversation.language;
        String id = promise.id().toString();
        Conversation.ReplyPath path = conversation.replyPath;
        return instead == null
                ? new PromiseFact.Made(id, promise.until(), zone.getId(), path.channel(), path.to(), language,
                        conversation.subject, conversation.replyThread(), promise.because(), operator,
                        told ? Boolean.TRUE : null)
                : new PromiseFact.Renewed(id, promise.until(), zone.getId(), path.channel(), path.to(), language,
                        conversation.subject, conversation.replyThread(), promise.because(), instead.id().toString(),
                        instead.due());
    }

    private String summary() {
        Instant until = promise.until();
        if (instead != null) {
            return "Apologised for no answer by " + instead.due() + " and promised one by " + until;
        }
        return told ? "Told the customer to answer by " + until : "Promised a full answer by " + until;
    }
}
