package contacthub.contact.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import contacthub.contact.timeline.Timeline.Earlier;
import contacthub.contracts.ChatWidget;

/** The matters that contacts and answers of one batch may belong to, latest first, by the addresses they are kept under. */
final class KnownMatters {

    private static final Comparator<Conversation> OPENED_LAST = Comparator
            .comparing((Conversation conversation) -> conversation.openedAt).reversed();

    private final Map<UUID, List<UUID>> visitors;
    private final Map<UUID, List<Conversation>> byAddress = new HashMap<>();

    /**
     * These matters.
     *
     * @param visitors all addresses of the customers who write in the chat, by customer
     */
    KnownMatters(Map<UUID, List<UUID>> visitors, List<Conversation> known) {
        this.visitors = visitors;
        known.forEach(this::add);
    }

    void add(Conversation conversation) {
        byAddress.computeIfAbsent(conversation.address, address -> new ArrayList<>()).add(conversation);
    }

    /** The matter it says to answer, if who wrote is who we wrote to: an id alone opens nobody's matter. */
    Optional<Conversation> named(Exchange exchange, Predicate<Conversation> wanted) {
        return exchange.conversation() == null
                ? Optional.empty()
                : byAddress.values().stream().flatMap(List::stream)
                        .filter(one -> one.id.equals(exchange.conversation()) && wanted.test(one))
                        .filter(one -> one.isAnsweredFrom(exchange.who().address(), exchange.addresses()))
                        .findFirst();
    }

    /** The matter that goes on over its address, channel and thread. */
    Optional<Conversation> continued(Exchange exchange, Predicate<Conversation> wanted) {
        return of(exchange.who().address()).stream().filter(wanted)
                .filter(one -> one.continues(exchange.who().address(), exchange.channel(), exchange.thread()))
                .findFirst().or(() -> ofVisitor(exchange, wanted));
    }

    /** The matter of the same customer as the same visitor of the chat, where another address was given before. */
    private Optional<Conversation> ofVisitor(Exchange exchange, Predicate<Conversation> wanted) {
        return ChatWidget.owns(exchange.channel(), exchange.thread())
                ? visitors.getOrDefault(exchange.who().customer(), List.of()).stream()
                        .flatMap(address -> of(address).stream()).filter(wanted)
                        .filter(one -> one.isChatOf(exchange.addresses(), exchange.channel(), exchange.thread()))
                        .findFirst()
                : Optional.empty();
    }

    /**
     * An answer belongs to the matter of its thread, else of its channel, else to any: each time to the one opened last
     * before it.
     */
    Optional<Conversation> answered(Exchange exchange) {
        List<Conversation> open = of(exchange.who().address()).stream().filter(one -> one.wasOpenAt(exchange.at()))
                .sorted(OPENED_LAST).toList();
        return open.stream()
                .filter(one -> exchange.thread() != null && Objects.equals(one.thread, exchange.thread()))
                .findFirst()
                .or(() -> open.stream().filter(one -> one.channel.equals(exchange.channel())).findFirst())
                .or(() -> open.stream().findFirst());
    }

    /** The open matter that an answer was placed in before. */
    Optional<Conversation> of(Earlier early) {
        return of(early.address()).stream()
                .filter(one -> one.isOpen() && one.id.equals(early.conversation())).findFirst();
    }

    private List<Conversation> of(UUID address) {
        return byAddress.getOrDefault(address, List.of());
    }
}
