package contacthub.notification.channel.telegram;

import java.time.Duration;
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
        return Outcome.tooLong(message.text(), LONGEST).orElseGet(() -> HttpAnswer.ask("Telegram",
                () -> api.sendMessage(token.orElseThrow(), request(message)), TelegramAdapter::outcome));
    }

    static BotApi.SendMessage request(Message message) {
        String chat = message.thread() == null ? message.to().value() : message.thread();
        boolean answersOne = message.inReplyTo() != null && NUMBER.matcher(message.inReplyTo()).matches();
        return new BotApi.SendMessage(NUMBER.matcher(chat).matches() ? (Object) Long.valueOf(chat) : chat,
                message.text(),
                answersOne ? new BotApi.ReplyParameters(Long.parseLong(message.inReplyTo()), true) : null);
    }

    static Outcome outcome(HttpAnswer answer) {
        int status = answer.status();
        String description = answer.body().path("description").asText("");
        String detail = "Telegram answered " + status + (description.isEmpty() ? "" : " " + description);
        JsonNode id = answer.body().path("result").path("message_id");
        return switch (status) {
            case 200 -> answer.body().path("ok").asBoolean() && id.isIntegralNumber()
                    ? new Outcome.Accepted(id.asText())
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

    private static Duration retryAfter(HttpAnswer answer) {
        return Duration.ofSeconds(Math.max(0, answer.body().path("parameters").path("retry_after")
                .asInt((int) answer.retryAfter().toSeconds())));
    }
}
