package contacthub.contact.channel.telegram;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Message;
import contacthub.contact.channel.Moment;
import contacthub.contact.channel.Said;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact.Attachment;
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

    /** What the Bot API has besides messages, and messages of nobody or without content. */
    static final Set<String> KINDS = Set.of("message.without_content", "channel_post", "edited_channel_post",
            "business_connection", "deleted_business_messages", "message_reaction", "message_reaction_count",
            "inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
            "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member", "chat_join_request",
            "chat_boost", "removed_chat_boost", "managed_bot", "subscription", "empty");

    private final JsonNode update;
    private final String kind;
    private final JsonNode message;

    TelegramUpdate(JsonNode update) {
        this.update = update;
        this.kind = firstField(update, List.of("update_id"));
        this.message = update.path(kind);
    }

    /** What it says: one message of a person, an answer from the connected business account, or what we do not use. */
    List<Said> said() {
        if (!isContact()) {
            return List.of(new Said.Unused(kind()));
        }
        return List.of(isOurs()
                ? new Said.Answered(message(message.path("chat")))
                : new Said.Wrote(message(message.path("from"))));
    }

    /** The private chats of a business account are named after the customer, whoever writes in them. */
    private boolean isOurs() {
        JsonNode chat = message.path("chat");
        return kind.endsWith("business_message") && chat.path("type").asText("").equals("private")
                && !chat.path("id").equals(message.path("from").path("id"));
    }

    private String kind() {
        return WRITTEN.contains(kind) ? "message.without_content" : kind;
    }

    private boolean isContact() {
        return WRITTEN.contains(kind) && message.path("from").has("id")
                && !message.path("from").path("is_bot").asBoolean()
                && (text() != null || !attachments().isEmpty() || OTHER_CONTENT.stream().anyMatch(message::has));
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

    private Message message(JsonNode customer) {
        Message written = Message
                .of(update.path("update_id").asText(), "telegram",
                        new Address("telegram", customer.path("id").asText(), name(customer)),
                        Objects.requireNonNullElseGet(text(), this::otherwise),
                        message.path("chat").path("id").asText(null),
                        time())
                .with(attachments()).in(customer.path("language_code").asText(null))
                .version(Ids.named(canonical(update)).toString());
        return kind.startsWith("edited_") ? written.editOf(message.path("message_id").asText()) : written;
    }

    /** Digested in one spelling, so that a retry in any spelling is the same event. */
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
        return Moment.ofSeconds(message.has("edit_date") ? message.path("edit_date") : message.path("date"));
    }

    private String text() {
        return message.path("text").asText(message.path("caption").asText(null));
    }

    /** Content that is neither text nor a file, in words. */
    private String otherwise() {
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
