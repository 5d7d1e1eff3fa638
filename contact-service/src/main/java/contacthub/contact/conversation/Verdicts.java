package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.clock.Happening;
import contacthub.contact.clock.Ladder;
import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;

/**
 * What becomes of resolved matters (spec 40): whatever the customer says in time opens them again, with their history and
 * the time that was left; yes or silence confirms them.
 */
@ApplicationScoped
class Verdicts {

    /** Why a matter is confirmed that its customer says is solved. */
    static final String BY_CUSTOMER = "customer";

    private final Confirmations confirmations;
    private final Ladder ladder;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Ids ids;
    private final Duration within;

    Verdicts(Confirmations confirmations, Ladder ladder, Timeline timeline, Outbox outbox, Ids ids) {
        this.confirmations = confirmations;
        this.ladder = ladder;
        this.timeline = timeline;
        this.outbox = outbox;
        this.ids = ids;
        this.within = confirmations.confirmAfter();
    }

    /** Who says of a matter what, and when; the event that led to it where one did. */
    record Word(UUID customer, String because, Instant at, String cause) {}

    /** What was resolved by this moment, none of these exchanges opens again. */
    Instant resolvedAfter(Collection<Exchange> exchanges) {
        return exchanges.stream().map(Exchange::at).min(Instant::compareTo).orElseThrow().minus(within);
    }

    /** Whether at that moment the customer can still say of a resolved matter whether it is solved. */
    boolean stands(Conversation conversation, Instant at) {
        return conversation.isReopenableAt(at, within);
    }

    /** None yet, for one transaction. */
    Batch begin() {
        return new Batch();
    }

    /** What becomes of resolved matters in one transaction. */
    final class Batch {

        private final List<UUID> reopened = new ArrayList<>();
        private final List<UUID> settled = new ArrayList<>();
        private final List<Entry> entries = new ArrayList<>();
        private final List<Event<?>> events = new ArrayList<>();

        private Batch() {
        }

        /** Opens it; by a contact from before it was resolved, which nobody had seen then, right after that. */
        Happening reopen(Conversation conversation, Word word) {
            Instant at = conversation.reopenableFrom(word.at);
            var fact = new ConversationFact.Reopened(conversation.id.toString(), null, word.because);
            conversation.reopen();
            reopened.add(conversation.id);
            return Happening.reopened(record(conversation, fact, "Reopened: " + word.because, word, at), at);
        }

        /** It is solved for good. */
        void confirm(Conversation conversation, Word word) {
            conversation.confirm(word.at);
            record(conversation, new ConversationFact.Confirmed(conversation.id.toString(), word.because),
                    "Confirmed: " + word.because, word, word.at);
        }

        private UUID record(Conversation conversation, Fact fact, String summary, Word word, Instant at) {
            UUID id = ids.next();
            settled.add(conversation.id);
            entries.add(Entry.own(conversation.address, id, Ids.time(id), FactTypes.name(fact.getClass()),
                    Entry.INTERNAL, summary, Json.text(fact), conversation.id));
            events.add(Event.of(fact, id.toString(), Matters.SOURCE, word.customer.toString(), at)
                    .in(conversation.id.toString()).causedBy(word.cause));
            return id;
        }

        /** Tells of it; the conversations and their clocks are written by whoever calls, the clocks before. */
        void write(Connection connection) throws SQLException {
            if (settled.isEmpty()) {
                return;
            }
            confirmations.drop(connection, settled);
            ladder.wake(connection, reopened);
            timeline.append(connection, entries);
            outbox.publish(connection, events);
        }
    }
}
