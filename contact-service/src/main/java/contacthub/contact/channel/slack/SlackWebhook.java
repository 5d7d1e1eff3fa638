package contacthub.contact.channel.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Callback;
import contacthub.contact.channel.Said;
import contacthub.contact.channel.Told;
import contacthub.contact.channel.Vendor;

/**
 * Slack's request URL: signed, and refused when older than five minutes. What Slack repeats, with X-Slack-Retry-Num, is
 * signed anew and read as the first time: its messages have the same ids.
 */
@Singleton
class SlackWebhook implements Vendor {

    private static final String CHECK = "url_verification";

    private final SlackAccounts accounts;
    private final SlackSignature signature;

    SlackWebhook(SlackAccounts accounts, Clock clock) {
        this.accounts = accounts;
        this.signature = new SlackSignature(clock);
    }

    @Override
    public String channel() {
        return "slack";
    }

    @Override
    public boolean sent(Callback callback) {
        String secret = accounts.secrets().get(callback.account());
        return secret != null && signature.isRight(secret, callback.header("X-Slack-Request-Timestamp"),
                callback.body(), callback.header("X-Slack-Signature"));
    }

    @Override
    public Told read(Callback callback) {
        if (callback.isForm()) {
            return Told.of(List.of(new Said.Unused(formKind(callback))));
        }
        JsonNode envelope = callback.json();
        return envelope.path("type").asText("").equals(CHECK)
                ? Told.answering(CHECK, envelope.path("challenge").asText(""))
                : Told.of(List.of(new SlackEvent(envelope).said()));
    }

    /** Forms come from buttons, dialogues and shortcuts, as JSON in a field, and from slash commands. */
    private static String formKind(Callback callback) {
        List<String> payload = callback.form().get("payload");
        return payload == null
                ? "slash_command"
                : Callback.json(payload.get(0).getBytes(UTF_8)).path("type").asText("");
    }

    @Override
    public Set<String> kinds() {
        return SlackEvent.KINDS;
    }
}
