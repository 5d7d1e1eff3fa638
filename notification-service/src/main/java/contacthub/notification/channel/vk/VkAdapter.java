package contacthub.notification.channel.vk;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.notification.channel.Adapter;
import contacthub.notification.channel.HttpAnswer;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;

/** Sends to people on VK in the name of a community. VK answers 200 to everything and tells errors in the body. */
@ApplicationScoped
class VkAdapter implements Adapter {

    private static final String VERSION = "5.199";
    private static final int LONGEST = 9_000;
    private static final Pattern PEER = Pattern.compile("\\d{1,18}");

    private final VkApi api;
    private final Optional<String> token;

    VkAdapter(@RestClient VkApi api, @ConfigProperty(name = "hub.vk.token") Optional<String> token) {
        this.api = api;
        this.token = token;
    }

    @Override
    public String channel() {
        return "vk";
    }

    @Override
    public boolean isConfigured() {
        return token.isPresent();
    }

    @Override
    public Outcome send(Message message) {
        return Outcome.tooLong(message.text(), LONGEST)
                .orElseGet(() -> HttpAnswer.ask("VK", () -> api.send(token.orElseThrow(), VERSION, peer(message),
                        random(message.id()), message.text()), VkAdapter::outcome));
    }

    /** The conversation, or the person where it is a comment: comments are answered in private. */
    static String peer(Message message) {
        boolean isPeer = message.thread() != null && PEER.matcher(message.thread()).matches();
        return isPeer ? message.thread() : message.to().value();
    }

    /** The same for the same notification, so that VK sends it once however often it is asked; never 0. */
    static int random(UUID notification) {
        int random = Long.hashCode(notification.getLeastSignificantBits());
        return random == 0 ? 1 : random;
    }

    static Outcome outcome(HttpAnswer answer) {
        JsonNode error = answer.body().path("error");
        if (answer.isTransient()) {
            return new Outcome.TransientFailure("VK answered " + answer.status(), answer.retryAfter());
        }
        if (error.isMissingNode()) {
            JsonNode id = answer.body().path("response");
            return id.isIntegralNumber()
                    ? new Outcome.Accepted(id.asText())
                    : new Outcome.Unclear("VK answered " + answer.status() + " without an id");
        }
        String detail = "VK answered " + error.path("error_code").asInt() + " " + error.path("error_msg").asText("");
        return switch (error.path("error_code").asInt()) {
            case 18, 113, 936 -> new Outcome.PermanentFailure(Outcome.ADDRESS_UNKNOWN, detail);
            case 900, 901, 902 -> new Outcome.PermanentFailure(Outcome.BLOCKED, detail);
            // Too many at once, out of order, or a wrong token: the message can go once that is over.
            case 1, 5, 6, 9, 10, 14, 15, 27, 28, 29 -> new Outcome.TransientFailure(detail, answer.retryAfter());
            default -> new Outcome.PermanentFailure(Outcome.REJECTED, detail);
        };
    }
}
