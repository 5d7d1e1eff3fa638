package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.clock.Happening;
import contacthub.contact.clock.Ladder;
import contacthub.contact.clock.SlaClock;
import contacthub.contact.clock.SlaClocks;
import contacthub.contact.identity.CustomerRef;
import contacthub.contact.identity.Identified;
import contacthub.contact.timeline.Entry;
import contacthub.contact.timeline.Timeline;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/**
 * What operators do with a conversation: each act is one transaction of change, timeline line and event, the caller's
 * where there is one.
 */
@ApplicationScoped
class Handling {

    /** The type of a note's timeline entry; notes are for colleagues and leave the service as no event. */
    static final String NOTE = "contacthub.note.recorded.v1";

    private static final Duration LONGEST_PROMISE = Duration.ofDays(366);

    private final Transactions transactions;
    private final Conversations conversations;
    private final Matters matters;
    private final Acknowledgements acknowledgements;
    private final Confirmations confirmations;
    private final Promising promising;
    private final SlaClocks clocks;
    private final Progress progress;
    private final Ladder ladder;
    private final Timeline timeline;
    private final ChatReplies chat;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Handling(Transactions transactions, Conversations conversations, Matters matters,
            Acknowledgements acknowledgements, Confirmations confirmations, Promising promising, SlaClocks clocks,
            Progress progress, Ladder ladder, Timeline timeline, ChatReplies chat, Outbox outbox, Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.matters = matters;
        this.acknowledgements = acknowledgements;
        this.confirmations = confirmations;
        this.promising = promising;
        this.clocks = clocks;
        this.progress = progress;
        this.ladder = ladder;
        this.timeline = timeline;
        this.chat = chat;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Which conversation, at which version where the caller said so, and by whom. */
    record Target(UUID conversation, OptionalLong version, String operator, String trace) {}

    UUID reply(Target target, String text, String subject, boolean waiting) {
        return change(target, (connection, act) -> {
            Conversation conversation = act.conversation;
            if (conversation.replyPath == null) {
                throw Problem.conflict("The customer of this conversation left no address we can write to.");
            }
            var sent = new ContactFact.Sent(conversation.replyPath.channel(), conversation.replyPath.to(), text,
                    target.operator, conversation.replyThread(), subject == null ? conversation.subject : subject,
                    ChatReplies.visitor(conversation).isPresent() ? null : true, null);
            Entry entry = act.record(connection, sent, Entry.OUT, Entry.summary(text),
                    conversation.replyPath.channel());
            chat.keep(connection, List.of(entry), List.of(conversation));
            matters.answered(connection, conversation,
                    new Exchange(act.id, act.id.toString(),
                            new Identified(act.customer, conversation.address, null, null), true,
                            conversation.replyPath.channel(), conversation.thread, null, null, null, List.of(),
                            target.operator, act.now, false, null, waiting, null, Exchange.Said.WORDS)
                            .saying(text));
        });
    }

    UUID note(Target target, String text) {
        return change(target, (connection, act) -> act.line(connection, NOTE, Entry.INTERNAL, Entry.summary(text),
                Json.text(Map.of("text", text)), null));
    }

    UUID assign(Target target, String operator) {
        return change(target, (connection, act) -> {
            var fact = new ConversationFact.Assigned(target.conversation.toString(), operator, act.conversation.owner,
                    null);
            act.conversation.owner = operator;
            act.record(connection, fact, Entry.INTERNAL,
                    operator == null ? "Back to the queue" : "Assigned to " + operator, null);
            conversations.update(connection, List.of(act.conversation));
        });
    }

    UUID prioritise(Target target, String priority, String because) {
        return change(target, (connection, act) -> {
            var fact = new ConversationFact.Prioritised(target.conversation.toString(), priority,
                    act.conversation.priority, target.operator, because);
            act.conversation.priority = priority;
            act.record(connection, fact, Entry.INTERNAL,
                    Entry.summary("Priority " + priority + (because == null ? "" : ": " + because)), null);
            progress.go(connection, act.conversation, Happening.priority(act.id, act.now, priority));
            conversations.update(connection, List.of(act.conversation));
        });
    }

    UUID snooze(Target target, Instant until) {
        return change(target, (connection, act) -> {
            if (!act.conversation.isOpen()) {
                throw Problem.conflict("The conversation is resolved.");
            }
            if (until != null && !until.isAfter(act.now)) {
                throw Problem.invalid("until", "must be in the future");
            }
            var fact = new ConversationFact.Snoozed(target.conversation.toString(), target.operator, until);
            act.record(connection, fact, Entry.INTERNAL,
                    until == null ? "Waiting for the customer" : "Waiting for the customer until " + until, null);
            progress.go(connection, act.conversation, Happening.waiting(act.id, act.now, until).by(target.operator));
            conversations.update(connection, List.of(act.conversation));
        });
    }

    UUID promise(Target target, Instant by, boolean told, String because) {
        return change(target, (connection, act) -> {
            Conversation conversation = act.conversation;
            if (!conversation.isOpen() || conversation.replyPath == null) {
                throw Problem.conflict(conversation.isOpen()
                        ? "The customer of this conversation left no address we can write to."
                        : "The conversation is resolved.");
            }
            if (!by.isAfter(act.now) || by.isAfter(act.now.plus(LONGEST_PROMISE))) {
                throw Problem.invalid("by", "must be in the future, and within a year");
            }
            if (because == null) {
                refuseLater(connection, conversation.id, by);
            }
            acknowledgements.drop(connection, List.of(conversation.id));
            promising.keep(connection, List.of(new Pledge(conversation,
                    Happening.promised(act.id, act.now, by, because).by(target.operator), null, target.operator, told,
                    target.trace)));
        });
    }

    /** The customer is asked whether it is solved as given, or as is usual where that is not said. */
    UUID resolve(Target target, Boolean ask) {
        return change(target, (connection, act) -> {
            if (!act.conversation.resolve(act.now)) {
                throw Problem.conflict("The conversation is resolved already.");
            }
            var fact = new ConversationFact.Resolved(target.conversation.toString(), target.operator);
            act.record(connection, fact, Entry.INTERNAL, "Resolved", null);
            acknowledgements.drop(connection, List.of(act.conversation.id));
            confirmations.plan(connection, act.conversation, ask);
            progress.go(connection, act.conversation, Happening.resolved(act.id, act.now).by(target.operator));
            conversations.update(connection, List.of(act.conversation));
        });
    }

    UUID reopen(Target target, String because) {
        return change(target, (connection, act) -> {
            if (!act.conversation.reopen()) {
                throw Problem.conflict("The conversation is open already.");
            }
            var fact = new ConversationFact.Reopened(target.conversation.toString(), target.operator, because);
            act.record(connection, fact, Entry.INTERNAL,
                    because == null ? "Reopened" : Entry.summary("Reopened: " + because), null);
            progress.go(connection, act.conversation, Happening.reopened(act.id, act.now).by(target.operator));
            confirmations.drop(connection, List.of(act.conversation.id));
            ladder.wake(connection, List.of(act.conversation.id));
            conversations.update(connection, List.of(act.conversation));
        });
    }

    /** A customer is not made to wait longer than we said without a reason. */
    private void refuseLater(Connection connection, UUID conversation, Instant by) throws SQLException {
        clocks.of(connection, conversation).stream().filter(clock -> clock.isPromise() && clock.isRunning())
                .map(SlaClock::due).filter(by::isAfter).findFirst().ifPresent(earlier -> {
                    throw Problem.invalid("because", "is missing: the customer was promised " + earlier);
                });
    }

    private UUID change(Target target, Change change) {
        return transactions.inOne(connection -> {
            Conversation conversation = conversations.find(connection, target.conversation).orElseThrow(
                    () -> Problem.notFound("There is no conversation " + target.conversation + "."));
            if (target.version.isPresent() && target.version.getAsLong() != conversation.version) {
                throw Problem.changedMeanwhile("The conversation is at version " + conversation.version + " by now.");
            }
            Instant now = clock.instant();
            var act = new Act(target, conversation,
                    CustomerRef.owners(connection, List.of(conversation.address)).get(conversation.address), now,
                    ids.at(now));
            change.make(connection, act);
            return act.id;
        });
    }

    @FunctionalInterface
    private interface Change {

        void make(Connection connection, Act act) throws SQLException;
    }

    /** One act of an operator on a conversation: its id is that of its event and of its timeline line. */
    private final class Act {

        final Target target;
        final Conversation conversation;
        final UUID customer;
        final Instant now;
        final UUID id;

        Act(Target target, Conversation conversation, UUID customer, Instant now, UUID id) {
            this.target = target;
            this.conversation = conversation;
            this.customer = customer;
            this.now = now;
            this.id = id;
        }

        Entry record(Connection connection, Fact fact, String direction, String summary, String channel)
                throws SQLException {
            Entry entry = line(connection, FactTypes.name(fact.getClass()), direction, summary, Json.text(fact),
                    channel);
            outbox.publish(connection, List.of(Event.of(fact, id.toString(), Matters.SOURCE, customer.toString(), now)
                    .in(conversation.id.toString()).traced(target.trace)));
            return entry;
        }

        Entry line(Connection connection, String type, String direction, String summary, String detail, String channel)
                throws SQLException {
            Entry entry = Entry.own(conversation.address, id, Ids.time(id), type, direction, summary, detail,
                    conversation.id).by(target.operator, channel);
            timeline.append(connection, List.of(entry));
            return entry;
        }
    }
}
