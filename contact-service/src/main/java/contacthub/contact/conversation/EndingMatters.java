package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.clock.Happening;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.Event;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;

/** Ends what is not confirmed yet with a customer whom nobody can answer any more; nobody is asked or opens it again. */
@ApplicationScoped
public class EndingMatters {

    private final Conversations conversations;
    private final Acknowledgements acknowledgements;
    private final Progress progress;
    private final Verdicts verdicts;
    private final Outbox outbox;
    private final Ids ids;

    EndingMatters(Conversations conversations, Acknowledgements acknowledgements, Progress progress,
            Verdicts verdicts, Outbox outbox, Ids ids) {
        this.conversations = conversations;
        this.acknowledgements = acknowledgements;
        this.progress = progress;
        this.verdicts = verdicts;
        this.outbox = outbox;
        this.ids = ids;
    }

    /**
     * Resolves the open conversations kept under these addresses of a customer, cancels their running clocks, and confirms
     * these and what was resolved before. Waits for a promise that is just being made, so that the caller finds all of it.
     */
    public void end(Connection connection, UUID customer, Collection<UUID> addresses, String operator, Instant now)
            throws SQLException {
        List<Conversation> standing = conversations.openOrResolved(connection, addresses, List.of(), Instant.EPOCH);
        List<Conversation> open = standing.stream().filter(Conversation::isOpen).toList();
        acknowledgements.drop(connection, open.stream().map(conversation -> conversation.id).toList());
        List<Event<?>> events = new ArrayList<>();
        Map<UUID, List<Happening>> happenings = new HashMap<>();
        for (Conversation conversation : open) {
            conversation.resolve(now);
            happenings.put(conversation.id, List.of(Happening.resolved(ids.next(), now)));
            events.add(Event.of(new ConversationFact.Resolved(conversation.id.toString(), operator),
                    ids.next().toString(), Matters.SOURCE, customer.toString(), now).in(conversation.id.toString()));
        }
        progress.go(connection, open, happenings);
        outbox.publish(connection, events);
        Verdicts.Batch ended = verdicts.begin();
        standing.forEach(one -> ended.confirm(one, new Verdicts.Word(customer, "erasure", now, null)));
        ended.write(connection);
        conversations.update(connection, standing);
    }
}
