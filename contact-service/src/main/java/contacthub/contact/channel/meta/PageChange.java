package contacthub.contact.channel.meta;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Message;
import contacthub.contact.channel.Moment;
import contacthub.contact.channel.Said;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact.Attachment;

/**
 * One change of a Facebook page: a comment, post or review a person wrote or edited there, or something we do not use.
 * Times are in seconds.
 */
final class PageChange {

    /** Changes that are no words of a person, and words of the page itself or of nobody. */
    static final Set<String> KINDS = Set.of("feed.own", "feed.nobody", "feed.without_content", "feed.reaction",
            "feed.like", "feed.share", "feed.hidden_or_removed", "ratings.own", "ratings.nobody",
            "ratings.without_content", "ratings.reaction", "ratings.like", "ratings.hidden_or_removed", "mention",
            "leadgen", "conversations");

    private static final String PHOTO = "photo";
    private static final String VIDEO = "video";
    private static final Set<String> WORDS = Set.of("comment", "post", "status", PHOTO, VIDEO, "rating");
    private static final Set<String> ADDED = Set.of("add");
    private static final Set<String> EDITED = Set.of("edit", "edited");

    private final JsonNode entry;
    private final String field;
    private final JsonNode value;
    private final String item;
    private final String verb;

    PageChange(JsonNode entry, JsonNode change) {
        this.entry = entry;
        this.field = change.path("field").asText("");
        this.value = change.path("value");
        this.item = value.path("item").asText("");
        this.verb = value.path("verb").asText("");
    }

    Said said() {
        if (!field.equals("feed") && !field.equals("ratings")) {
            return new Said.Unused(field);
        }
        String none = notSaid();
        return none == null ? new Said.Wrote(written()) : new Said.Unused(field + "." + none);
    }

    /** Why there are no words of a person in it; null when there are. */
    private String notSaid() {
        if (!WORDS.contains(item)) {
            return item;
        }
        if (!ADDED.contains(verb) && !EDITED.contains(verb)) {
            return "hidden_or_removed";
        }
        if (writer().isBlank()) {
            return "nobody";
        }
        if (writer().equals(entry.path("id").asText(""))) {
            return "own";
        }
        return text().isBlank() && attachments().isEmpty() ? "without_content" : null;
    }

    private String writer() {
        return value.path("from").path("id")
                .asText(value.path("sender_id").asText(value.path("reviewer_id").asText("")));
    }

    private String name() {
        return value.path("from").path("name")
                .asText(value.path("sender_name").asText(value.path("reviewer_name").asText(null)));
    }

    private String text() {
        return value.path("message").asText(value.path("review_text").asText(""));
    }

    private Message written() {
        String post = value.path("post_id").asText(value.path("open_graph_story_id").asText(""));
        String own = item.equals("comment") ? value.path("comment_id").asText("") : post;
        JsonNode at = EDITED.contains(verb) || !value.has("created_time")
                ? entry.path("time")
                : value.path("created_time");
        Message written = Message
                .of(item + "-" + own, "facebook", new Address("facebook", writer(), name()), text(), post,
                        Moment.ofSeconds(at))
                .with(attachments()).about(field.equals("ratings") ? "review" : null);
        return EDITED.contains(verb) ? written.editOf(own) : written;
    }

    private List<Attachment> attachments() {
        return Stream.concat(file(PHOTO, "image/jpeg"), file(VIDEO, "video/mp4")).toList();
    }

    private Stream<Attachment> file(String kind, String mediaType) {
        String url = value.path(kind).asText("");
        return url.isBlank() ? Stream.empty() : Stream.of(new Attachment(null, mediaType, url, null));
    }
}
