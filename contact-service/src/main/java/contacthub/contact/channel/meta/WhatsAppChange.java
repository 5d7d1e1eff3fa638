package contacthub.contact.channel.meta;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Message;
import contacthub.contact.channel.Moment;
import contacthub.contact.channel.Said;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ContactFact.Attachment;

/**
 * One change of a WhatsApp business account: messages of people, messages the business wrote in its own app, how far
 * messages of ours have come, or something we do not use. Times are seconds as text.
 */
final class WhatsAppChange {

    /** Changes of the account, and messages that say nothing. */
    static final Set<String> KINDS = Set.of("message.nobody", "message.reaction", "message.system", "message.revoke",
            "message.request_welcome",
            "message.without_content", "status", "messages", "account_alerts", "account_review_update",
            "account_update", "business_capability_update", "flows", "history", "message_template_quality_update",
            "message_template_status_update", "phone_number_name_update", "phone_number_quality_update", "security",
            "smb_app_state_sync", "template_category_update", "user_preferences");

    private static final String CHANNEL = "whatsapp";
    private static final Set<String> RECEIPTS = Set.of("sent", "delivered", "read", "failed", "played", "warning",
            "deleted");
    private static final Map<String, String> STEPS = Map.of("delivered", ContactFact.Reported.DELIVERED, "read",
            ContactFact.Reported.READ, "played", ContactFact.Reported.READ, "failed", ContactFact.Reported.FAILED);
    private static final Map<Integer, String> REASONS = Map.of(131026, "address-unknown", 131047, "window-closed",
            131050, "blocked");
    private static final Set<String> FILES = Set.of("image", "audio", "video", "document", "sticker");
    private static final Set<String> NOT_SAID = Set.of("reaction", "system", "revoke", "request_welcome");
    private static final Map<String, List<String>> TEXTS = Map.of("text", List.of("/text/body"),
            "button", List.of("/button/text"), "interactive", List.of("/interactive/button_reply/title",
                    "/interactive/list_reply/title", "/interactive/nfm_reply/body"));

    private final String field;
    private final JsonNode value;

    WhatsAppChange(JsonNode change) {
        this.field = change.path("field").asText("");
        this.value = change.path("value");
    }

    void read(List<Said> said) {
        int before = said.size();
        value.path("messages").forEach(message -> said.add(message(message)));
        value.path("message_echoes").forEach(echo -> said.add(answered(echo, echo.path("to").asText(""))));
        value.path("statuses").forEach(status -> said.add(receipt(status)));
        if (said.size() == before) {
            said.add(new Said.Unused(field));
        }
    }

    /** What is sent only, or deleted, is no step that anybody waits for. */
    private static Said receipt(JsonNode status) {
        String id = status.path("id").asText("");
        String step = status.path("status").asText("");
        JsonNode error = status.path("errors").path(0);
        if (id.isBlank() || !STEPS.containsKey(step)) {
            return RECEIPTS.contains(step) ? Said.Receipt.counted() : new Said.Unused("status");
        }
        return STEPS.get(step).equals(ContactFact.Reported.FAILED)
                ? Said.Receipt.ofFailure(CHANNEL, id, REASONS.getOrDefault(error.path("code").asInt(), "rejected"),
                        error.isMissingNode()
                                ? null
                                : error.path("code").asText("") + " " + error.path("title").asText(""))
                : Said.Receipt.of(CHANNEL, id, STEPS.get(step));
    }

    private Said message(JsonNode message) {
        String from = message.path("from").asText("");
        return isOurs(from)
                ? answered(message, value.path("contacts").path(0).path("wa_id").asText(""))
                : notSaid(message, from).<Said>map(Said.Unused::new)
                        .orElseGet(() -> new Said.Wrote(written(message, from)));
    }

    private Said answered(JsonNode message, String to) {
        return notSaid(message, to).<Said>map(Said.Unused::new)
                .orElseGet(() -> new Said.Answered(written(message, to)));
    }

    private boolean isOurs(String from) {
        JsonNode number = value.path("metadata");
        return !from.isBlank() && (from.equals(number.path("phone_number_id").asText(""))
                || from.equals(number.path("display_phone_number").asText("").replaceAll("\\D", "")))
                && !from.equals(value.path("contacts").path(0).path("wa_id").asText(""));
    }

    /** Why it is no message of somebody; nothing when it is one. */
    private static Optional<String> notSaid(JsonNode message, String customer) {
        String type = message.path("type").asText("");
        if (NOT_SAID.contains(type)) {
            return Optional.of("message." + type);
        }
        boolean empty = FILES.contains(type) && text(message).isBlank() && attachments(message).isEmpty();
        return customer.isBlank()
                ? Optional.of("message.nobody")
                : empty ? Optional.of("message.without_content") : Optional.empty();
    }

    private Message written(JsonNode message, String customer) {
        boolean edit = message.path("type").asText("").equals("edit");
        JsonNode content = edit ? message.path("edit").path("message") : message;
        Message written = Message.of(message.path("id").asText(""), CHANNEL,
                new Address(CHANNEL, customer, name(customer)), text(content),
                value.path("metadata").path("phone_number_id").asText(null),
                Moment.ofSeconds(message.path("timestamp"))).with(attachments(content));
        return edit ? written.editOf(message.path("edit").path("original_message_id").asText("")) : written;
    }

    private String name(String customer) {
        return StreamSupport.stream(value.path("contacts").spliterator(), false)
                .filter(contact -> contact.path("wa_id").asText("").equals(customer)).findFirst()
                .map(contact -> contact.path("profile").path("name").asText(null)).orElse(null);
    }

    /** The text, a file's caption, what was chosen, or what is none of these in words. */
    private static String text(JsonNode message) {
        String type = message.path("type").asText("");
        if (FILES.contains(type)) {
            return message.path(type).path("caption").asText("");
        }
        return TEXTS.getOrDefault(type, List.of()).stream().map(path -> message.at(path).asText(""))
                .filter(text -> !text.isBlank()).findFirst()
                .orElse(TEXTS.containsKey(type) || type.isBlank() ? "[message]" : "[" + type + "]");
    }

    /** Files of WhatsApp are fetched by their id, so that is their link. */
    private static List<Attachment> attachments(JsonNode message) {
        String type = message.path("type").asText("");
        JsonNode file = message.path(type);
        return FILES.contains(type) && file.has("id")
                ? List.of(new Attachment(file.path("filename").asText(null), file.path("mime_type").asText(null),
                        "whatsapp:media/" + file.path("id").asText(""), null))
                : List.of();
    }
}
