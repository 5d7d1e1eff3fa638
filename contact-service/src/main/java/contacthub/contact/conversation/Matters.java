package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.clock.Happening;
import contacthub.contact.identity.CustomerRef;
import contacthub.contact.identity.NormalAddress;
import contacthub.contact.timeline.Timeline;
import contacthub.contact.timeline.Timeline.Earlier;
import contacthub.contracts.Address;
import contacthub.contracts.ChatWidget;
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

    private static final Comparator<Exchange> EARLIEST_FIRST = Comparator.comparing(Exchange::at)
            .thenComparing(Exchange::event);

    private final Ids ids;
    private final Conversations conversations;
    private final Acknowledgements acknowledgements;
    private final Progress progress;
    private final Verdicts verdicts;
    private final Timeline timeline;
    private final Outbox outbox;

    Matters(Ids ids, Conversations conversations, Acknowledgements acknowledgements, Progress progress,
            Verdicts verdicts, Timeline timeline, Outbox outbox) {
        this.ids = ids;
        this.conversations = conversations;
        this.acknowledgements = acknowledgements;
        this.progress = progress;
        this.verdicts = verdicts;
        this.timeline = timeline;
        this.outbox = outbox;
    }

    /**
     * Takes exchanges, whatever order they come in: a contact that arrives after a later one opens its matter earlier,
     * an answer that arrived before its contact is found again (spec 85, I5).
     *
     * @return the conversation each belongs to, by the exchange's event id
     */
    public Map<UUID, UUID> take(Connection connection, List<Exchange> exchanges) throws SQLException {
        if (exchanges.isEmpty()) {
            return Map.of();
        }
        Map<UUID, List<UUID>> visitors = visitors(connection, exchanges);
        List<UUID> addresses = Stream.concat(exchanges.stream().map(e -> e.who().address()),
                visitors.values().stream().flatMap(List::stream)).toList();
        var batch = new Batch(visitors, conversations.openOrResolved(connection, addresses,
                exchanges.stream().map(Exchange::conversation).filter(Objects::nonNull).distinct().toList(),
                verdicts.resolvedAfter(exchanges)));
        exchanges.stream().filter(exchange -> !exchange.answer()).sorted(EARLIEST_FIRST).forEach(batch::contact);
        batch.answerEarlier(connection);
        exchanges.stream().filter(Exchange::answer).sorted(EARLIEST_FIRST).forEach(batch::answer);
        batch.write(connection);
        return batch.belongs;
    }

    /** All addresses of the customers who write in the chat, where one may give another than before. */
    private static Map<UUID, List<UUID>> visitors(Connection connection, List<Exchange> exchanges)
            throws SQLException {
        List<UUID> customers = exchanges.stream().filter(one -> ChatWidget.owns(one.channel(), one.thread()))
                .map(one -> one.who().customer()).distinct().toList();
        return customers.isEmpty() ? Map.of() : CustomerRef.addresses(connection, customers);
    }

    /** A person answered a conversation: what waited for it ends. For the caller's transaction. */
    void answered(Connection connection, Conversation conversation, Exchange answer) throws SQLException {
        var batch = new Batch(Map.of(), List.of(conversation));
        batch.answer(conversation, answer);
        batch.write(connection);
    }

    private final class Batch {

        final Map<UUID, UUID> belongs = new HashMap<>();
        private final KnownMatters known;
        private final Map<UUID, Conversation> changed = new LinkedHashMap<>();
        private final List<Conversation> opened = new ArrayList<>();
        private final Map<UUID, List<Happening>> happenings = new LinkedHashMap<>();
        private final Map<UUID, Set<UUID>> withdrawn = new HashMap<>();
        private final Map<UUID, String> causes = new HashMap<>();
        private final List<UUID> toAcknowledge = new ArrayList<>();
        /** The contact that opened a matter, or opened it earlier than we knew. */
        private final Map<UUID, Exchange> openings = new LinkedHashMap<>();
        private final Set<UUID> answered = new LinkedHashSet<>();
        private final List<Event<?>> events = new ArrayList<>();
        private final Verdicts.Batch judged = verdicts.begin();

        Batch(Map<UUID, List<UUID>> visitors, List<Conversation> conversations) {
            known = new KnownMatters(visitors, conversations);
        }

        void contact(Exchange exchange) {
            Conversation conversation = place(exchange);
            belongs.put(exchange.event(), conversation.id);
            if (conversation.isOpen()) {
                contacted(conversation, exchange);
            }
        }

        /** With what it answers, else with what goes on, else with what its customer can still open again. */
        private Conversation place(Exchange exchange) {
            Predicate<Conversation> resolved = one -> verdicts.stands(one, exchange.at());
            return known.named(exchange, resolved.or(Conversation::isOpen))
                    .or(() -> known.continued(exchange, Conversation::isOpen))
                    .or(() -> known.continued(exchange, resolved.and(any -> !exchange.isByMachine())))
                    .map(conversation -> judge(conversation, exchange)).orElseGet(() -> open(exchange));
        }

        private void contacted(Conversation conversation, Exchange exchange) {
            if (conversation.contacted(exchange.at())) {
                conversation.opensWith(replyPath(exchange), exchange.kind(), exchange.subject(), exchange.language());
                openings.put(conversation.id, exchange);
            }
            conversation.byMachine &= exchange.isByMachine();
            changed.put(conversation.id, conversation);
            happened(conversation, Happening.contact(exchange.event(), exchange.at()), exchange);
        }

        private void happened(Conversation conversation, Happening happening, Exchange exchange) {
            happenings.computeIfAbsent(conversation.id, any -> new ArrayList<>()).add(happening);
            causes.putIfAbsent(conversation.id, exchange.cause());
        }

        void answer(Exchange exchange) {
            known.answered(exchange).ifPresent(conversation -> answer(conversation, exchange));
        }

        /** A matter held to be solved is confirmed by a yes to the question, left by a machine, else opened again. */
        private Conversation judge(Conversation conversation, Exchange exchange) {
            if (conversation.isOpen() || exchange.isByMachine()) {
                return conversation;
            }
            changed.put(conversation.id, conversation);
            if (conversation.isAsked() && exchange.said() == Exchange.Said.YES) {
                judged.confirm(conversation, word(exchange, Verdicts.BY_CUSTOMER));
            } else {
                happened(conversation, judged.reopen(conversation, word(exchange, "the customer wrote again")),
                        exchange);
            }
            return conversation;
        }

        private static Verdicts.Word word(Exchange exchange, String because) {
            return new Verdicts.Word(exchange.who().customer(), because, exchange.at(), exchange.cause());
        }

        private Conversation open(Exchange exchange) {
            var conversation = new Conversation(ids.next(), exchange.who().address(), exchange.channel(),
                    exchange.thread(), replyPath(exchange), exchange.kind(), exchange.subject(), exchange.language(),
                    exchange.at());
            conversation.byMachine = exchange.isByMachine();
            known.add(conversation);
            opened.add(conversation);
            openings.put(conversation.id, exchange);
            if (exchange.fresh() && conversation.replyPath != null) {
                toAcknowledge.add(conversation.id);
            }
            Address shown = exchange.addresses().isEmpty() ? null : exchange.addresses().get(0).unnamed();
            publish(new ConversationFact.Opened(conversation.id.toString(), conversation.channel, shown,
                    conversation.kind, conversation.subject), exchange, conversation);
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
            answered.add(conversation.id);
            happened(conversation, Happening.answer(exchange.event(), exchange.at(), exchange.waiting())
                    .by(exchange.operator()).saying(exchange.letters()), exchange);
        }

        /** Answers that arrived before the contacts that opened their matters, and may have fitted another meanwhile. */
        void answerEarlier(Connection connection) throws SQLException {
            Map<UUID, Exchange> byOpening = new HashMap<>();
            openings.values().forEach(opening -> byOpening.merge(opening.who().address(), opening,
                    (one, other) -> one.at().isAfter(other.at()) ? other : one));
            Map<UUID, Instant> since = new HashMap<>();
            byOpening.forEach((address, opening) -> since.put(address, opening.at()));
            Map<Earlier, Exchange> moving = new LinkedHashMap<>();
            for (Earlier early : timeline.answers(connection, since)) {
                var answer = new Exchange(early.entry(), early.entry().toString(),
                        byOpening.get(early.address()).who(), true, early.channel(), early.thread(), null, null, null,
                        List.of(), early.operator(), early.at(), false).saying(early.text());
                if (known.answered(answer).filter(fitting -> isBetter(fitting, early)).isPresent()) {
                    moving.put(early, answer);
                }
            }
            Map<Earlier, UUID> placed = new LinkedHashMap<>();
            moving.forEach((early, answer) -> placed.put(early, known.answered(answer).orElseThrow().id));
            timeline.place(connection, placed);
            takeBack(connection, moving.keySet());
            moving.values().forEach(this::answer);
        }

        /** What is resolved keeps its answers. */
        private boolean isBetter(Conversation fitting, Earlier early) {
            return early.conversation() == null
                    || !fitting.id.equals(early.conversation()) && known.of(early).isPresent();
        }

        /** Matters whose answers were found to belong to others are left with the answers they still have. */
        private void takeBack(Connection connection, Collection<Earlier> moved) throws SQLException {
            Map<UUID, Conversation> left = new LinkedHashMap<>();
            moved.forEach(early -> known.of(early).ifPresent(matter -> left.put(matter.id, matter)));
            if (left.isEmpty()) {
                return;
            }
            Map<UUID, List<Instant>> kept = timeline.answered(connection, left.keySet());
            left.forEach((id, matter) -> {
                matter.unanswered();
                kept.getOrDefault(id, List.of()).forEach(matter::answered);
                changed.put(id, matter);
            });
            moved.forEach(early -> known.of(early).ifPresent(matter -> withdrawn
                    .computeIfAbsent(matter.id, any -> new HashSet<>()).add(early.entry())));
        }

        private void publish(Fact fact, Exchange exchange, Conversation conversation) {
            events.add(
                    Event.of(fact, ids.next().toString(), SOURCE, exchange.who().customer().toString(), exchange.at())
                            .in(conversation.id.toString()).causedBy(exchange.cause()));
        }

        void write(Connection connection) throws SQLException {
            Set<UUID> fresh = opened.stream().map(conversation -> conversation.id).collect(Collectors.toSet());
            List<Conversation> touched = new ArrayList<>(changed.values());
            progress.go(connection, touched, fresh, openings, new Progress.News(happenings, withdrawn, causes));
            touched.removeIf(conversation -> fresh.contains(conversation.id));
            conversations.insert(connection, opened);
            conversations.update(connection, touched);
            if (!answered.isEmpty()) {
                acknowledgements.drop(connection, answered);
            }
            toAcknowledge.removeAll(answered);
            acknowledgements.plan(connection, toAcknowledge);
            judged.write(connection);
            outbox.publish(connection, events);
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
