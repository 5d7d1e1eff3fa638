package contacthub.contact.channel.line;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Message;
import contacthub.contact.channel.Moment;
import contacthub.contact.channel.Said;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact.Attachment;

/** One event of LINE: a message of a person or its edit, or something we do not use. Times are in milliseconds. */
final class LineEvent {

    /** Events that are no messages, and messages whose writer LINE does not tell or that say nothing. */
    static final Set<String> KINDS = Set.of("message.nobody", "message.without_content", "unsend", "follow", "unfollow",
            "join", "leave", "memberJoined", "memberLeft", "postback", "videoPlayComplete", "beacon", "accountLink",
            "things", "module", "activated", "deactivated", "botSuspended", "botResumed", "membership");

    private static final Map<String, String> FILES = Map.of("image", "image/jpeg", "video", "video/mp4", "audio",
            "audio/mp4", "file", "");

    private final JsonNode event;
    private final JsonNode message;
    private final String content;

    LineEvent(JsonNode event) {
        this.event = event;
        this.message = event.path("message");
        this.content = message.path("type").asText("");
    }

    /** What it says. */
    Said said() {
        String type = event.path("type").asText("");
        if (type.equals("delivery")) {
            return Said.Receipt.counted();
        }
        if (!type.equals("message") && !type.equals("messageEdited")) {
            return new Said.Unused(type);
        }
        if (event.path("source").path("userId").asText("").isBlank()) {
            return new Said.Unused("message.nobody");
        }
        if (text().isBlank() && attachments().isEmpty()) {
            return new Said.Unused("message.without_content");
        }
        return new Said.Wrote(
                type.equals("messageEdited") ? message().editOf(message.path("id").asText("")) : message());
    }

    private Message message() {
        JsonNode source = event.path("source");
        String chat = source.path("groupId").asText(source.path("roomId").asText(source.path("userId").asText("")));
        return Message
                .of(message.path("id").asText(""), "line", Address.of("line", source.path("userId").asText("")), text(),
                        chat, Moment.ofMillis(event.path("timestamp")))
                .with(attachments());
    }

    /** The text, the place's name and address, or what is neither text nor a file in words. */
    private String text() {
        String text = message.path("text").asText("");
        if (!text.isBlank() || content.isBlank() || content.equals("text") || FILES.containsKey(content)) {
            return text;
        }
        String place = (message.path("title").asText("") + " " + message.path("address").asText("")).strip();
        return ("[" + content + "] " + place).strip();
    }

    /** Files of LINE's own are fetched by the message's id, so that is their link. */
    private List<Attachment> attachments() {
        if (!FILES.containsKey(content)) {
            return List.of();
        }
        String url = message.path("contentProvider").path("originalContentUrl")
                .asText("line:message/" + message.path("id").asText(""));
        String mediaType = FILES.get(content);
        return List
                .of(new Attachment(message.path("fileName").asText(null), mediaType.isEmpty() ? null : mediaType, url,
                        message.path("fileSize").canConvertToLong() ? message.path("fileSize").asLong() : null));
    }
}
