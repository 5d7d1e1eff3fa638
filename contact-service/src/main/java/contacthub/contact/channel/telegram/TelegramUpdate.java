package contacthub.contact.channel.telegram;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.intake.Posted;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ContactFact.Attachment;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;

/** One update of the Bot API: a contact where a person wrote something, else of a kind we do not use. */
final class TelegramUpdate {

    private static final List<String> WRITTEN = List.of("message", "edited_message", "business_message",
            "edited_business_message", "guest_message");
    private static final List<String> FILES = List.of("animation", "audio", "document", "sticker", "video",
            "video_note",
            "voice");
    private static final List<String> OTHER_CONTENT = List.of("contact", "dice", "location", "venue", "poll", "story",
            "checklist", "game");

    private final JsonNode update;
    private final String kind;
    private final JsonNode message;

    TelegramUpdate(JsonNode update) {
        this.update = update;
        this.kind = firstField(update, List.of("update_id"));
        this.message = update.path(kind);
    }

    /** What kind of update it is, for counting those we do not use. */
    String kind() {
        return WRITTEN.contains(kind) && !isContact() ? kind + "." + content() : kind;
    }

    private boolean isContact() {
        return WRITTEN.contains(kind) && message.path("from").has("id")
                && !message.path("from").path("is_bot").asBoolean()
                && (text() != null || !attachments().isEmpty() || OTHER_CONTENT.stream().anyMatch(message::has));
    }

    private String content() {
        return firstField(message, List.of("message_id", "from", "chat", "date", "sender_chat"));
    }

    private static String firstField(JsonNode node, List<String> besides) {
        for (var names = node.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!besides.contains(name)) {
                return name;
            }
        }
        return "empty";
    }

    /** The contact, as posted to that account's webhook; nothing where it is none. */
    Optional<Posted> contact(String account) {
        if (!isContact()) {
            return Optional.empty();
        }
        JsonNode from = message.path("from");
        var sender = new Address("telegram", from.path("id").asText(), name(from));
        var received = new ContactFact.Received("telegram", sender, null,
                Objects.requireNonNullElseGet(text(), this::said),
                null, message.path("chat").path("id").asText(null), null, from.path("language_code").asText(null),
                attachments().isEmpty() ? null : attachments(), null);
        return Optional.of(new Posted(id(), "/webhooks/telegram/" + account, FactTypes.name(ContactFact.Received.class),
                time(), java.util.Map.of(), Json.bytes(received)));
    }

    /** The update's number and a digest of its content, so that a retry in any spelling is the same event. */
    private String id() {
        return update.path("update_id").asText() + "-" + Ids.named(canonical(update));
    }

    private static String canonical(JsonNode node) {
        if (!node.isObject()) {
            return node.isArray()
                    ? Stream.iterate(0, i -> i < node.size(), i -> i + 1).map(node::get)
                            .map(TelegramUpdate::canonical).collect(Collectors.joining(",", "[", "]"))
                    : node.toString();
        }
        var sorted = new TreeMap<String, String>();
        node.properties().forEach(field -> sorted.put(field.getKey(), canonical(field.getValue())));
        return sorted.toString();
    }

    private Instant time() {
        long seconds = message.path("edit_date").asLong(message.path("date").asLong(0));
        return seconds > 0 ? Instant.ofEpochSecond(seconds) : null;
    }

    private String text() {
        return message.path("text").asText(message.path("caption").asText(null));
    }

    /** Content that is neither text nor a file, in words. */
    private String said() {
        return OTHER_CONTENT.stream().filter(message::has).findFirst().map(content -> "[" + content + "]").orElse("");
    }

    private static String name(JsonNode from) {
        String full = Stream.of("first_name", "last_name").map(part -> from.path(part).asText(""))
                .filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
        String username = from.path("username").asText("");
        return full.isEmpty() && username.isEmpty()
                ? null
                : username.isEmpty() ? full : (full + " @" + username).strip();
    }

    private List<Attachment> attachments() {
        List<Attachment> attachments = new ArrayList<>();
        FILES.stream().map(message::path).filter(file -> file.has("file_id")).map(TelegramUpdate::attachment)
                .filter(file -> attachments.stream().noneMatch(known -> known.url().equals(file.url())))
                .forEach(attachments::add);
        JsonNode photo = message.path("photo");
        if (photo.isArray() && !photo.isEmpty()) {
            attachments.add(attachment(photo.get(photo.size() - 1)));
        }
        return attachments;
    }

    private static Attachment attachment(JsonNode file) {
        return new Attachment(file.path("file_name").asText(null), file.path("mime_type").asText(null),
                "telegram:file/" + file.path("file_id").asText(),
                file.has("file_size") ? file.path("file_size").asLong() : null);
    }
}
