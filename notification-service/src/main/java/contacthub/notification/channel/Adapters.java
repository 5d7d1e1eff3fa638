package contacthub.notification.channel;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;

import contacthub.contracts.Address;

/** All ways out of the hub. */
@ApplicationScoped
public class Adapters {

    private final List<Adapter> adapters;

    Adapters(@All List<Adapter> adapters) {
        this.adapters = adapters;
    }

    /** Those that serve a channel: who knows where to send, or else anybody, to say that nobody does. */
    public List<Adapter> serving(String channel) {
        List<Adapter> configured = of(channel).filter(Adapter::isConfigured).toList();
        return configured.isEmpty() ? of(channel).toList() : configured;
    }

    /** The channels there are. */
    public Set<String> channels() {
        return adapters.stream().map(Adapter::channel).collect(Collectors.toSet());
    }

    /** The channels that something can be sent on. */
    public Set<String> working() {
        return adapters.stream().filter(Adapter::isConfigured).map(Adapter::channel).collect(Collectors.toSet());
    }

    private Stream<Adapter> of(String channel) {
        return adapters.stream().filter(adapter -> adapter.channel().equals(channel));
    }

    /** Why nothing can be sent on this channel now, if so. */
    public Optional<String> hindrance(String channel) {
        if (of(channel).findAny().isEmpty()) {
            return Optional.of(Outcome.NO_ADAPTER);
        }
        return working().contains(channel) ? Optional.empty() : Optional.of(Outcome.NOT_CONFIGURED);
    }

    /**
     * The channel on which a contact is answered: that of the address where the address has one of its own, as an
     * e-mail address left in a web form, else that of the contact.
     */
    public static String answering(String contactChannel, Address to) {
        return switch (to.type()) {
            case "email", "telegram", "vk", "whatsapp", "viber", "facebook", "instagram", "slack", "line" -> to.type();
            default -> contactChannel;
        };
    }
}
