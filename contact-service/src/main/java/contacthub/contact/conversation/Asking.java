package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.contact.identity.CustomerRef;
import contacthub.contact.policy.SlaPolicies;
import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.Event;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.outbox.Worker;
import contacthub.runtime.sql.Transactions;

/**
 * Has customers asked, once, whether what was resolved is solved, and takes their silence for yes (spec 40).
 * notification-service asks, of its visitor the chat widget.
 */
@ApplicationScoped
class Asking {

    private static final int MOST = 500;
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Transactions transactions;
    private final Conversations conversations;
    private final Confirmations confirmations;
    private final Verdicts verdicts;
    private final SolvedLinks links;
    private final SlaPolicies policies;
    private final Timeline timeline;
    private final ChatReplies chat;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Worker worker = new Worker("confirmations", LOOK, () -> ask() + confirm() >= MOST);

    Asking(Transactions transactions, Conversations conversations, Confirmations confirmations, Verdicts verdicts,
            SolvedLinks links, SlaPolicies policies, Timeline timeline, ChatReplies chat, Outbox outbox, Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.confirmations = confirmations;
        this.verdicts = verdicts;
        this.links = links;
        this.policies = policies;
        this.timeline = timeline;
        this.chat = chat;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    private int ask() {
        return transactions.inNew(connection -> {
            List<Conversation> due = conversations.free(connection, confirmations.toAsk(connection, MOST));
            Instant now = clock.instant();
            ask(connection, claimed(due, confirmations.claimToAsk(connection, ids(due))).stream()
                    .filter(one -> one.canBeAsked() && now.isBefore(confirmations.confirmedAt(one))).toList(), now);
            return due.size();
        });
    }

    private void ask(Connection connection, List<Conversation> asked, Instant now) throws SQLException {
        if (asked.isEmpty()) {
            return;
        }
        Map<UUID, UUID> customers = customers(connection, asked);
        List<Entry> entries = new ArrayList<>();
        List<Event<?>> events = new ArrayList<>();
        for (Conversation one : asked) {
            one.askedAt = now;
            UUID id = ids.at(now);
            entries.add(Entry
                    .own(one.address, id, Ids.time(id), FactTypes.name(ConversationFact.Asked.class), Entry.OUT,
                            "Asked whether it is solved", Json.text(question(one, null)), one.id)
                    .by(null, one.replyPath.channel()));
            events.add(Event
                    .of(question(one, links.to(one.id).orElse(null)), id.toString(), Matters.SOURCE,
                            customers.get(one.address).toString(), now)
                    .in(one.id.toString()));
        }
        conversations.update(connection, asked);
        timeline.append(connection, entries);
        chat.keep(connection, entries, asked);
        outbox.publish(connection, events);
    }

    /** The link is for the customer alone: who reads the timeline must not answer in the customer's place. */
    private ConversationFact.Asked question(Conversation one, String link) {
        return new ConversationFact.Asked(one.id.toString(), one.replyPath.channel(), one.replyPath.to(), one.language,
                one.subject, one.replyThread(), link, confirmations.confirmedAt(one),
                policies.zone().getId());
    }

    private int confirm() {
        return transactions.inNew(connection -> {
            List<Conversation> due = conversations.free(connection, confirmations.toConfirm(connection, MOST));
            List<Conversation> silent = claimed(due, confirmations.claimToConfirm(connection, ids(due))).stream()
                    .filter(one -> one.status.equals(Conversation.RESOLVED)).toList();
            Map<UUID, UUID> customers = customers(connection, silent);
            Verdicts.Batch confirmed = verdicts.begin();
            silent.forEach(one -> confirmed.confirm(one,
                    new Verdicts.Word(customers.get(one.address), "silence", clock.instant(), null)));
            confirmed.write(connection);
            conversations.update(connection, silent);
            return due.size();
        });
    }

    private static List<UUID> ids(List<Conversation> due) {
        return due.stream().map(one -> one.id).toList();
    }

    private static List<Conversation> claimed(List<Conversation> due, List<UUID> claimed) {
        return due.stream().filter(one -> claimed.contains(one.id)).toList();
    }

    private static Map<UUID, UUID> customers(Connection connection, List<Conversation> all) throws SQLException {
        return CustomerRef.owners(connection, all.stream().map(one -> one.address).toList());
    }
}
