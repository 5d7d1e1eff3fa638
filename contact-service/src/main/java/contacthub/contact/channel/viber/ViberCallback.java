package contacthub.contact.channel.viber;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Message;
import contacthub.contact.channel.Moment;
import contacthub.contact.channel.Said;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ContactFact.Attachment;

/** One callback of Viber: a message of a person, how far a message of ours has come, or something we do not use. */
final class ViberCallback {

    /** Callbacks that are no messages, and messages that say nothing; "webhook" checks that we are there. */
    static final Set<String> KINDS = Set.of("webhook", "subscribed", "unsubscribed", "conversation_started", "action",
            "client_status", "message.without_content");

    private static final String CHANNEL = "viber";
    private static final Map<String, String> RECEIPTS = Map.of("delivered", ContactFact.Reported.DELIVERED, "seen",
            ContactFact.Reported.READ, "failed", ContactFact.Reported.FAILED);
    private static final Map<String, String> FILES = Map.of("picture", "image/jpeg", "video", "video/mp4", "file", "",
            "sticker", "image/png", "url", "text/html", "audio", "audio/mpeg");

    private final JsonNode callback;
    private final JsonNode message;

    ViberCallback(JsonNode callback) {
        this.callback = callback;
        this.message = callback.path("message");
    }

    /** What it says. */
    List<Said> said() {
        String event = callback.path("event").asText("");
        if (RECEIPTS.containsKey(event)) {
            return List.of(receipt(RECEIPTS.get(event)));
        }
        return List.of(event.equals("message") ? message() : new Said.Unused(event));
    }

    private Said receipt(String step) {
        String id = callback.path("message_token").asText("");
        if (id.isBlank()) {
            return Said.Receipt.counted();
        }
        return step.equals(ContactFact.Reported.FAILED)
                ? Said.Receipt.ofFailure(CHANNEL, id, "rejected", callback.path("desc").asText(null))
                : Said.Receipt.of(CHANNEL, id, step);
    }

    private Said message() {
        JsonNode sender = callback.path("sender");
        String text = text();
        if (text.isBlank() && attachments().isEmpty() || sender.path("id").asText("").isBlank()) {
            return new Said.Unused("message.without_content");
        }
        var from = new Address(CHANNEL, sender.path("id").asText(""), sender.path("name").asText(null));
        return new Said.Wrote(Message.of(callback.path("message_token").asText(""), CHANNEL, from, text,
                callback.path("chat_id").asText(null), Moment.ofMillis(callback.path("timestamp")))
                .with(attachments()).in(sender.path("language").asText(null)));
    }

    /** The text, or what is neither text nor a file in words. */
    private String text() {
        String text = message.path("text").asText("");
        String kind = message.path("type").asText("");
        return !text.isBlank() || kind.isBlank() || kind.equals("text") || FILES.containsKey(kind)
                ? text
                : "[" + kind + "]";
    }

    private List<Attachment> attachments() {
        String kind = message.path("type").asText("");
        String url = message.path("media").asText("");
        if (!FILES.containsKey(kind) || url.isBlank()) {
            return List.of();
        }
        String mediaType = FILES.get(kind);
        return List.of(new Attachment(message.path("file_name").asText(null), mediaType.isEmpty() ? null : mediaType,
                url, message.path("size").canConvertToLong() ? message.path("size").asLong() : null));
    }
}
