package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.clock.ClockOutcomes;
import contacthub.contact.clock.SlaClock;
import contacthub.contact.clock.SlaClocks;
import contacthub.contact.clock.SlaPolicies;
import contacthub.contact.identity.NormalAddress;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;

/**
 * Sorts contacts and answers into matters, a batch at a time: a contact goes on with the open matter of its address,
 * channel and thread or opens one; an answer ends what waited for it.
 */
@ApplicationScoped
public class Matters {

    static final String SOURCE = "/contact-service";

    private final Ids ids;
    private final Conversations conversations;
    private final Acknowledgements acknowledgements;
    private final SlaPolicies policies;
    private final SlaClocks clocks;
    private final ClockOutcomes outcomes;
    private final Outbox outbox;

    Matters(Ids ids, Conversations conversations, Acknowledgements acknowledgements, SlaPolicies policies,
            SlaClocks clocks, ClockOutcomes outcomes, Outbox outbox) {
        this.ids = ids;
        this.conversations = conversations;
        this.acknowledgements = acknowledgements;
        this.policies = policies;
        this.clocks = clocks;
        this.outcomes = outcomes;
        this.outbox = outbox;
    }

    /** Takes exchanges in their order; answers the conversation each belongs to, by the exchange's event id. */
    public Map<UUID, UUID> take(Connection connection, List<Exchange> exchanges) throws SQLException {
        if (exchanges.isEmpty()) {
            return Map.of();
        }
        var batch = new Batch(conversations.open(connection, exchanges.stream().map(e -> e.who().address()).toList()));
        exchanges.forEach(batch::take);
        batch.write(connection);
        return batch.belongs;
    }

    /** A person answered a conversation: what waited for it ends. For the caller's transaction. */
    void answered(Connection connection, Conversation conversation, Exchange answer) throws SQLException {
        var batch = new Batch(List.of(conversation));
        batch.answer(conversation, answer);
        batch.write(connection);
    }

    private final class Batch {

        final Map<UUID, UUID> belongs = new HashMap<>();
        private final Map<UUID, List<Conversation>> byAddress = new HashMap<>();
        private final Map<UUID, Conversation> changed = new LinkedHashMap<>();
        private final List<Conversation> opened = new ArrayList<>();
        private final List<SlaClock> started = new ArrayList<>();
        private final List<UUID> toAcknowledge = new ArrayList<>();
        private final Map<UUID, Exchange> answers = new LinkedHashMap<>();
        private final List<Event<?>> events = new ArrayList<>();

        Batch(List<Conversation> open) {
            open.forEach(this::know);
        }

        private void know(Conversation conversation) {
            byAddress.computeIfAbsent(conversation.address, address -> new ArrayList<>()).add(conversation);
        }

        void take(Exchange exchange) {
            if (exchange.answer()) {
                answered(exchange).ifPresent(conversation -> answer(conversation, exchange));
            } else {
                contact(exchange);
            }
        }

        private void contact(Exchange exchange) {
            Conversation conversation = known(exchange).orElseGet(() -> open(exchange));
            conversation.contacted(exchange.at());
            changed.put(conversation.id, conversation);
            belongs.put(exchange.event(), conversation.id);
        }

        private Optional<Conversation> known(Exchange exchange) {
            return byAddress.getOrDefault(exchange.who().address(), List.of()).stream()
                    .filter(one -> one.continues(exchange.who().address(), exchange.channel(), exchange.thread()))
                    .findFirst();
        }

        /** An answer belongs to the matter of its thread, else of its channel, else to the latest of the address. */
        private Optional<Conversation> answered(Exchange exchange) {
            List<Conversation> open = byAddress.getOrDefault(exchange.who().address(), List.of());
            return open.stream()
                    .filter(one -> exchange.thread() != null && Objects.equals(one.thread, exchange.thread()))
                    .findFirst()
                    .or(() -> open.stream().filter(one -> one.channel.equals(exchange.channel())).findFirst())
                    .or(() -> open.stream().findFirst());
        }

        private Conversation open(Exchange exchange) {
            var conversation = new Conversation(ids.next(), exchange.who().address(), exchange.channel(),
                    exchange.thread(), replyPath(exchange), exchange.kind(), exchange.subject(), exchange.language(),
                    exchange.at());
            know(conversation);
            opened.add(conversation);
            SlaClock clock = policies.firstReply(ids.next(), conversation.id, conversation.address,
                    exchange.who().segment(), exchange.at());
            started.add(clock);
            if (exchange.fresh() && conversation.replyPath != null) {
                toAcknowledge.add(conversation.id);
            }
            Address shown = exchange.addresses().isEmpty() ? null : exchange.addresses().get(0).unnamed();
            publish(new ConversationFact.Opened(conversation.id.toString(), conversation.channel, shown,
                    conversation.kind, conversation.subject), exchange, conversation);
            publish(clock.startedFact(), exchange, conversation);
            return conversation;
        }

        void answer(Conversation conversation, Exchange exchange) {
            belongs.put(exchange.event(), conversation.id);
            changed.put(conversation.id, conversation);
            if (conversation.answered(exchange.at())) {
                long waited = Duration.between(conversation.openedAt, exchange.at()).toSeconds();
                publish(new ContactFact.AnsweredFirst(exchange.channel(), exchange.operator(), conversation.openedAt,
                        exchange.at(), waited), exchange, conversation);
            }
            answers.merge(conversation.id, exchange, (one, other) -> one.at().isAfter(other.at()) ? other : one);
        }

        private void publish(Fact fact, Exchange exchange, Conversation conversation) {
            events.add(
                    Event.of(fact, ids.next().toString(), SOURCE, exchange.who().customer().toString(), exchange.at())
                            .in(conversation.id.toString()).causedBy(exchange.cause()));
        }

        void write(Connection connection) throws SQLException {
            opened.forEach(conversation -> changed.remove(conversation.id));
            conversations.insert(connection, opened);
            conversations.update(connection, List.copyOf(changed.values()));
            clocks.start(connection, started);
            acknowledgements.plan(connection, toAcknowledge);
            stopClocks(connection);
            outbox.publish(connection, events);
        }

        private void stopClocks(Connection connection) throws SQLException {
            if (answers.isEmpty()) {
                return;
            }
            acknowledgements.drop(connection, answers.keySet());
            List<SlaClock> ended = new ArrayList<>();
            for (SlaClock clock : clocks.unanswered(connection, answers.keySet())) {
                SlaClock stopped = clock.stop(answers.get(clock.conversation()).at());
                if (!stopped.equals(clock)) {
                    ended.add(stopped);
                }
            }
            clocks.end(connection, ended);
            outcomes.tell(connection, ended);
        }
    }

    /** Back on the channel the contact came over where there is an address for it, else on the strongest address's. */
    private static Conversation.ReplyPath replyPath(Exchange exchange) {
        return exchange.addresses().stream().filter(address -> isOf(exchange.channel(), address)).findFirst()
                .or(() -> exchange.addresses().stream().filter(address -> channelOf(address) != null).findFirst())
                .map(address -> new Conversation.ReplyPath(channelOf(address), address.unnamed()))
                .orElse(null);
    }

    private static boolean isOf(String channel, NormalAddress address) {
        return channel.equals(address.type()) || channel.equals(channelOf(address));
    }

    private static String channelOf(NormalAddress address) {
        return switch (address.type()) {
            case "email", "telegram", "vk", "whatsapp", "viber", "facebook", "instagram", "slack", "line" ->
                address.type();
            case "phone" -> "sms";
            case "web" -> "chat";
            default -> null;
        };
    }
}
