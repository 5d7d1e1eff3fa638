package contacthub.contact.channel.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Message;
import contacthub.contact.channel.Moment;
import contacthub.contact.channel.Said;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact.Attachment;

/**
 * One event of Slack: a message of a person or its edit, or something we do not use. A message that mentions the app is
 * told twice, as a message and as a mention, and is the same message by its channel and time.
 */
final class SlackEvent {

    /** Requests and events that are no messages of a person; subtypes of messages as such. */
    static final Set<String> KINDS = Set.of("url_verification", "slash_command", "app_rate_limited", "block_actions",
            "block_suggestion", "interactive_message", "dialog_submission", "message_action", "shortcut",
            "view_submission", "view_closed", "workflow_step_edit", "message.nobody", "message.bot",
            "message.without_content", "message.subtype", "app_home_opened", "app_uninstalled", "tokens_revoked",
            "function_executed", "reaction_added", "reaction_removed", "team_join", "user_change",
            "member_joined_channel", "member_left_channel", "channel_created", "channel_rename", "channel_archive",
            "file_shared", "file_created", "file_deleted", "link_shared", "pin_added", "pin_removed");

    private static final Set<String> WRITTEN = Set.of("", "me_message", "file_share", "thread_broadcast");

    private final String outer;
    private final JsonNode event;
    private final boolean edit;
    private final JsonNode message;

    SlackEvent(JsonNode envelope) {
        this.outer = envelope.path("type").asText("");
        this.event = envelope.path("event");
        this.edit = event.path("subtype").asText("").equals("message_changed");
        this.message = edit ? event.path("message") : event;
    }

    /** What it says. */
    Said said() {
        String type = event.path("type").asText("");
        if (!outer.equals("event_callback") || !type.equals("message") && !type.equals("app_mention")) {
            return new Said.Unused(outer.equals("event_callback") ? type : outer);
        }
        if (message.hasNonNull("bot_id") || message.path("subtype").asText("").equals("bot_message")) {
            return new Said.Unused("message.bot");
        }
        if (!WRITTEN.contains(message.path("subtype").asText("")) || edit && !message.has("edited")) {
            return new Said.Unused("message.subtype");
        }
        return message.path("user").asText("").isBlank() ? new Said.Unused("message.nobody") : written();
    }

    private Said written() {
        String text = message.path("text").asText("");
        if (text.isBlank() && attachments().isEmpty()) {
            return new Said.Unused("message.without_content");
        }
        String channel = event.path("channel").asText("");
        String number = message.path("ts").asText("");
        JsonNode at = edit ? message.path("edited").path("ts") : message.path("ts");
        Message written = Message
                .of(channel + "-" + number, "slack", Address.of("slack", message.path("user").asText("")),
                        text, channel, Moment.ofSeconds(at))
                .with(attachments());
        return new Said.Wrote(edit ? written.editOf(number) : written);
    }

    /** Files are fetched with the app's token from their private link. */
    private List<Attachment> attachments() {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode file : message.path("files")) {
            String url = file.path("url_private").asText(file.path("permalink").asText(""));
            if (!url.isBlank()) {
                attachments.add(new Attachment(file.path("name").asText(null), file.path("mimetype").asText(null), url,
                        file.path("size").canConvertToLong() ? file.path("size").asLong() : null));
            }
        }
        return attachments;
    }
}
