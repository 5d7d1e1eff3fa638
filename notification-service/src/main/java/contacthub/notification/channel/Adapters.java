package contacthub.notification.channel;

import java.util.List;
import java.util.Optional;

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

    /** Each of them. */
    public List<Adapter> all() {
        return adapters;
    }

    /** The one of this channel. */
    public Optional<Adapter> of(String channel) {
        return adapters.stream().filter(adapter -> adapter.channel().equals(channel)).findFirst();
    }

    /** Why nothing can be sent on this channel now, if so. */
    public Optional<String> hindrance(String channel) {
        Optional<Adapter> adapter = of(channel);
        if (adapter.isEmpty()) {
            return Optional.of(Outcome.NO_ADAPTER);
        }
        return adapter.get().isConfigured() ? Optional.empty() : Optional.of(Outcome.NOT_CONFIGURED);
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
