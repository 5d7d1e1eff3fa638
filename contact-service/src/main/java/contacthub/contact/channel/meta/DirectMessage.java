package contacthub.contact.channel.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Message;
import contacthub.contact.channel.Moment;
import contacthub.contact.channel.Said;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact.Attachment;

/**
 * One item of Messenger or Instagram messaging: a message of a person, an echo of one the company wrote, an edit, how far
 * messages of ours have come, or something we do not use. Times are in milliseconds.
 */
final class DirectMessage {

    /** Items that are no messages, and messages of nobody or that say nothing. */
    static final Set<String> KINDS = Set.of("message.nobody", "message.without_content", "message.deleted", "postback",
            "reaction", "referral", "optin", "account_linking", "checkout_update", "pre_checkout", "payment",
            "game_play", "policy_enforcement", "pass_thread_control", "take_thread_control", "request_thread_control",
            "app_roles", "message_reads", "messaging_feedback", "customer_information");

    private static final Set<String> RECEIPTS = Set.of("delivery", "read");
    private static final Set<String> ENVELOPE = Set.of("sender", "recipient", "timestamp", "prior_message",
            "hop_context", "is_echo");
    private static final Map<String, String> MEDIA = Map.of("image", "image/jpeg", "video", "video/mp4", "audio",
            "audio/mpeg");

    private final String channel;
    private final String page;
    private final JsonNode item;

    private DirectMessage(String channel, JsonNode entry, JsonNode item) {
        this.channel = channel;
        this.page = entry.path("id").asText("");
        this.item = item;
    }

    /** All of an entry, also those that another app answers at the moment. */
    static List<DirectMessage> all(String channel, JsonNode entry) {
        return Stream.of("messaging", "standby").map(entry::path)
                .flatMap(items -> StreamSupport.stream(items.spliterator(), false))
                .map(item -> new DirectMessage(channel, entry, item)).toList();
    }

    Said said() {
        if (RECEIPTS.stream().anyMatch(item::has)) {
            return Said.Receipt.counted();
        }
        if (item.has("message")) {
            return message();
        }
        return item.has("message_edit") ? edit() : postback();
    }

    private Said message() {
        JsonNode message = item.path("message");
        if (message.path("is_deleted").asBoolean()) {
            return new Said.Unused("message.deleted");
        }
        List<Attachment> attachments = attachments(message);
        String text = text(message);
        if (text.isBlank() && attachments.isEmpty()) {
            return new Said.Unused("message.without_content");
        }
        boolean echo = message.path("is_echo").asBoolean();
        String customer = echo ? echoedTo() : item.path("sender").path("id").asText("");
        if (customer.isBlank()) {
            return new Said.Unused("message.nobody");
        }
        Message written = written(message.path("mid").asText(""), customer, text).with(attachments);
        return echo ? new Said.Answered(written) : new Said.Wrote(written);
    }

    /** Of an echo the page is the sender and the customer the recipient; whoever is not the page it is. */
    private String echoedTo() {
        String recipient = item.path("recipient").path("id").asText("");
        return recipient.equals(page) ? item.path("sender").path("id").asText("") : recipient;
    }

    private static String text(JsonNode message) {
        String text = message.path("text").asText("");
        return text.isBlank() ? otherwise(message) : text;
    }

    /** What is neither text nor a file in words, such as a place; also what Meta does not pass on. */
    private static String otherwise(JsonNode message) {
        if (message.path("is_unsupported").asBoolean()) {
            return "[unsupported]";
        }
        String kinds = StreamSupport.stream(message.path("attachments").spliterator(), false)
                .filter(file -> url(file).isBlank()).map(file -> file.path("type").asText("")).distinct()
                .collect(Collectors.joining(", "));
        return kinds.isBlank() ? "" : "[" + kinds + "]";
    }

    private static String url(JsonNode file) {
        return file.path("payload").path("url").asText(file.path("url").asText(""));
    }

    private Said edit() {
        JsonNode edit = item.path("message_edit");
        String text = edit.path("text").asText("");
        String customer = item.path("sender").path("id").asText("");
        return text.isBlank() || customer.isBlank()
                ? new Said.Unused("message.without_content")
                : new Said.Wrote(written(edit.path("mid").asText("") + "-edit-" + edit.path("num_edit").asText(""),
                        customer, text).editOf(edit.path("mid").asText("")));
    }

    /** A button that the customer pressed says what is written on it. */
    private Said postback() {
        String title = item.path("postback").path("title").asText("");
        String customer = item.path("sender").path("id").asText("");
        return title.isBlank() || customer.isBlank()
                ? new Said.Unused(kind())
                : new Said.Wrote(written("postback-" + item.path("postback").path("mid")
                        .asText(item.path("timestamp").asText("")), customer, title));
    }

    private String kind() {
        for (var names = item.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!ENVELOPE.contains(name)) {
                return name;
            }
        }
        return "";
    }

    private Message written(String id, String customer, String text) {
        return Message.of(id, channel, Address.of(channel, customer), text, page.isBlank() ? null : page,
                Moment.ofMillis(item.path("timestamp")));
    }

    private static List<Attachment> attachments(JsonNode message) {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode file : message.path("attachments")) {
            String url = url(file);
            if (!url.isBlank()) {
                String title = file.path("payload").path("title").asText(file.path("title").asText(null));
                attachments.add(new Attachment(title, MEDIA.get(file.path("type").asText("")), url, null));
            }
        }
        return attachments;
    }
}
