package contacthub.contact.channel.meta;

import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Message;
import contacthub.contact.channel.Moment;
import contacthub.contact.channel.Said;
import contacthub.contracts.Address;

/** One change of an Instagram account: a comment a person wrote there, or something we do not use. Times in seconds. */
final class InstagramChange {

    /** Changes that are no comments, and comments of the account itself or of nobody. */
    static final Set<String> KINDS = Set.of("comment.own", "comment.nobody", "mentions", "story_insights",
            "message_reactions", "share_to_feed");

    private static final Set<String> COMMENTS = Set.of("comments", "live_comments");

    private final JsonNode entry;
    private final String field;
    private final JsonNode value;

    InstagramChange(JsonNode entry, JsonNode change) {
        this.entry = entry;
        this.field = change.path("field").asText("");
        this.value = change.path("value");
    }

    Said said() {
        if (!COMMENTS.contains(field)) {
            return new Said.Unused(field);
        }
        String writer = value.path("from").path("id").asText("");
        if (writer.isBlank() || value.path("text").asText("").isBlank()) {
            return new Said.Unused("comment.nobody");
        }
        if (writer.equals(entry.path("id").asText(""))) {
            return new Said.Unused("comment.own");
        }
        return new Said.Wrote(Message.of("comment-" + value.path("id").asText(""), "instagram",
                new Address("instagram", writer, value.path("from").path("username").asText(null)),
                value.path("text").asText(""), value.path("media").path("id").asText(null),
                Moment.ofSeconds(entry.path("time"))));
    }
}
