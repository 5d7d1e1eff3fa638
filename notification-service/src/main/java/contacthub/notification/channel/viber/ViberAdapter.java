package contacthub.notification.channel.viber;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.notification.channel.Adapter;
import contacthub.notification.channel.HttpAnswer;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;

/** Sends to subscribers of a Viber bot. Viber answers 200 to everything and tells errors in the body. */
@ApplicationScoped
class ViberAdapter implements Adapter {

    private static final int LONGEST = 7_000;

    private final ViberApi api;
    private final Optional<String> token;
    private final String sender;

    ViberAdapter(@RestClient ViberApi api, @ConfigProperty(name = "hub.viber.token") Optional<String> token,
            @ConfigProperty(name = "hub.viber.sender") String sender) {
        this.api = api;
        this.token = token;
        this.sender = sender;
    }

    @Override
    public String channel() {
        return "viber";
    }

    @Override
    public boolean isConfigured() {
        return token.isPresent();
    }

    @Override
    public Outcome send(Message message) {
        return Outcome.tooLong(message.text(), LONGEST).orElseGet(() -> HttpAnswer.ask("Viber",
                () -> api.send(token.orElseThrow(), request(message, sender)), ViberAdapter::outcome));
    }

    static ViberApi.Text request(Message message, String sender) {
        return new ViberApi.Text(message.to().value(), new ViberApi.Sender(sender), message.id().toString(), "text",
                message.text());
    }

    static Outcome outcome(HttpAnswer answer) {
        if (answer.isTransient()) {
            return new Outcome.TransientFailure("Viber answered " + answer.status(), answer.retryAfter());
        }
        JsonNode status = answer.body().path("status");
        String detail = "Viber answered " + status.asText("nothing") + " "
                + answer.body().path("status_message").asText("");
        if (!status.isIntegralNumber()) {
            return new Outcome.Unclear(detail);
        }
        return switch (status.asInt()) {
            case 0 -> new Outcome.Accepted(answer.body().path("message_token").asText());
            case 5 -> new Outcome.PermanentFailure(Outcome.ADDRESS_UNKNOWN, detail);
            case 6 -> new Outcome.PermanentFailure(Outcome.BLOCKED, detail);
            // The token, the bot or its webhook is out of order, or it is too much: it can go once that is over.
            case 1, 2, 7, 8, 9, 10, 12, 15 -> new Outcome.TransientFailure(detail, answer.retryAfter());
            default -> new Outcome.PermanentFailure(Outcome.REJECTED, detail);
        };
    }
}
