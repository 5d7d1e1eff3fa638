package contacthub.notification.channel;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Page;

/** The channels we could write on, and which of them work here. */
@Path("/api/v1/channels")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "channels")
class ChannelsResource {

    private static final String CHAT = "chat";
    private static final List<String> OUTGOING = List.of("email", "telegram", "sms", "call", CHAT, "vk", "whatsapp",
            "viber", "facebook", "instagram", "slack", "line", "paper");

    private final Adapters adapters;

    ChannelsResource(Adapters adapters) {
        this.adapters = adapters;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Every channel we could write on, whether an adapter exists and whether it is configured")
    public Page<ShownChannel> channels() {
        return Page.of(OUTGOING.stream().map(this::shown).toList(), OUTGOING.size(), ShownChannel::channel,
                "/api/v1/channels");
    }

    private ShownChannel shown(String channel) {
        if (channel.equals(CHAT)) {
            return new ShownChannel(channel, true, true, "contact-service delivers it to the visitors of its widget");
        }
        String hindrance = adapters.hindrance(channel).orElse(null);
        return new ShownChannel(channel, !Outcome.NO_ADAPTER.equals(hindrance), hindrance == null, hindrance);
    }

    /** One channel: ready, or the reason why not; for one that another service delivers, which. */
    record ShownChannel(String channel, boolean adapter, boolean configured, String because) {}
}
