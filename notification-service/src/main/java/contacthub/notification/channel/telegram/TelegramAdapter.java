package contacthub.notification.channel.telegram;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import contacthub.contracts.Json;
import contacthub.notification.channel.Adapter;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;
import contacthub.notification.channel.Unreached;

/** Sends to Telegram chats by the Bot API. Failures never quote the URL, which holds the token. */
@ApplicationScoped
class TelegramAdapter implements Adapter {

    /** What the API takes in one message. */
    private static final int LONGEST = 4_096;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private final BotApi api;
    private final Optional<String> token;

    TelegramAdapter(@RestClient BotApi api, @ConfigProperty(name = "hub.telegram.token") Optional<String> token) {
        this.api = api;
        this.token = token;
    }

    @Override
    public String channel() {
        return "telegram";
    }

    @Override
    public boolean isConfigured() {
        return token.isPresent();
    }

    @Override
    public Outcome send(Message message) {
        if (token.isEmpty()) {
            return new Outcome.PermanentFailure(Outcome.NOT_CONFIGURED, "hub.telegram.token is not set");
        }
        if (message.text().length() > LONGEST) {
            return new Outcome.PermanentFailure(Outcome.REJECTED, "longer than " + LONGEST + " characters");
        }
        try (Response response = api.sendMessage(token.get(), request(message))) {
            return outcome(response);
        } catch (WebApplicationException e) {
            return outcome(e.getResponse());
        } catch (RuntimeException e) {
            return lost(e);
        }
    }

    static BotApi.SendMessage request(Message message) {
        String chat = message.thread() == null ? message.to().value() : message.thread();
        boolean answersOne = message.inReplyTo() != null && NUMBER.matcher(message.inReplyTo()).matches();
        return new BotApi.SendMessage(NUMBER.matcher(chat).matches() ? (Object) Long.valueOf(chat) : chat,
                message.text(),
                answersOne ? new BotApi.ReplyParameters(Long.parseLong(message.inReplyTo()), true) : null);
    }

    private static Outcome outcome(Response response) {
        String body = response.hasEntity() ? response.readEntity(String.class) : "";
        try {
            return outcome(response.getStatus(),
                    Json.read(body.getBytes(StandardCharsets.UTF_8), BotApi.Answer.class));
        } catch (UncheckedIOException e) {
            return outcome(response.getStatus(), new BotApi.Answer(false, null, null, null, null));
        }
    }

    static Outcome outcome(int status, BotApi.Answer answer) {
        String detail = "Telegram answered " + status
                + (answer.description() == null ? "" : " " + answer.description());
        return switch (status) {
            case 200 -> answer.ok() && answer.result() != null
                    ? new Outcome.Accepted(String.valueOf(answer.result().messageId()))
                    : new Outcome.Unclear(detail);
            case 400 -> new Outcome.PermanentFailure(
                    detail.contains("chat not found") ? Outcome.ADDRESS_UNKNOWN : Outcome.REJECTED, detail);
            case 403 -> new Outcome.PermanentFailure(Outcome.BLOCKED, detail);
            case 429 -> new Outcome.TransientFailure(detail, retryAfter(answer));
            // 401 and 404 say that the token is wrong: the message can go once it is right.
            case 401, 404 -> new Outcome.TransientFailure(detail);
            default -> status >= 500
                    ? new Outcome.TransientFailure(detail)
                    : new Outcome.PermanentFailure(Outcome.REJECTED, detail);
        };
    }

    private static Duration retryAfter(BotApi.Answer answer) {
        boolean named = answer.parameters() != null && answer.parameters().retryAfter() != null;
        return named ? Duration.ofSeconds(Math.max(0, answer.parameters().retryAfter())) : Duration.ZERO;
    }

    private static Outcome lost(RuntimeException failure) {
        return Unreached.because(failure)
                .<Outcome>map(cause -> new Outcome.TransientFailure("no connection to Telegram"))
                .orElseGet(() -> new Outcome.Unclear("Telegram was lost while it had the message"));
    }
}
