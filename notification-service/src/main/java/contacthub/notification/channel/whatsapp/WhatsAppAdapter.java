package contacthub.notification.channel.whatsapp;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.notification.channel.Adapter;
import contacthub.notification.channel.HttpAnswer;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;

/** Sends to WhatsApp by Meta's Cloud API, from the number the customer wrote to or else from ours. */
@ApplicationScoped
class WhatsAppAdapter implements Adapter {

    /** Free text is taken for 24 hours after the customer wrote last. */
    static final String WINDOW_CLOSED = "window-closed";

    private static final String VERSION = "v23.0";
    private static final int LONGEST = 4_096;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,20}");

    private final CloudApi api;
    private final Optional<String> token;
    private final Optional<String> number;

    WhatsAppAdapter(@RestClient CloudApi api, @ConfigProperty(name = "hub.whatsapp.token") Optional<String> token,
            @ConfigProperty(name = "hub.whatsapp.number") Optional<String> number) {
        this.api = api;
        this.token = token;
        this.number = number;
    }

    @Override
    public String channel() {
        return "whatsapp";
    }

    @Override
    public boolean isConfigured() {
        return token.isPresent() && number.isPresent();
    }

    @Override
    public Outcome send(Message message) {
        return Outcome.tooLong(message.text(), LONGEST)
                .orElseGet(() -> HttpAnswer.ask("WhatsApp", () -> api.send("Bearer " + token.orElseThrow(), VERSION,
                        from(message), request(message)), WhatsAppAdapter::outcome));
    }

    private String from(Message message) {
        boolean isNumber = message.thread() != null && NUMBER.matcher(message.thread()).matches();
        return isNumber ? message.thread() : number.orElseThrow();
    }

    static CloudApi.Text request(Message message) {
        return new CloudApi.Text("whatsapp", "individual", message.to().value(), "text",
                new CloudApi.Body(false, message.text()),
                message.inReplyTo() == null ? null : new CloudApi.Context(message.inReplyTo()));
    }

    static Outcome outcome(HttpAnswer answer) {
        String id = answer.body().path("messages").path(0).path("id").asText("");
        if (answer.status() / 100 == 2) {
            return id.isEmpty()
                    ? new Outcome.Unclear("WhatsApp answered " + answer.status() + " without an id")
                    : new Outcome.Accepted(id);
        }
        JsonNode error = answer.body().path("error");
        String detail = "WhatsApp answered " + answer.status() + " " + error.path("code").asText("") + " "
                + error.path("message").asText("");
        return switch (error.path("code").asInt(-1)) {
            case 131026 -> new Outcome.PermanentFailure(Outcome.ADDRESS_UNKNOWN, detail);
            case 131047 -> new Outcome.PermanentFailure(WINDOW_CLOSED, detail);
            case 131050 -> new Outcome.PermanentFailure(Outcome.BLOCKED, detail);
            // Too much, out of order, or a wrong token: the message can go once that is over.
            case 0, 1, 2, 4, 10, 190, 368, 80007, 130429, 131000, 131016, 131031, 131048, 131056, 131057 ->
                new Outcome.TransientFailure(detail, answer.retryAfter());
            default -> answer.isTransient() || answer.status() == 401
                    ? new Outcome.TransientFailure(detail, answer.retryAfter())
                    : new Outcome.PermanentFailure(Outcome.REJECTED, detail);
        };
    }
}
