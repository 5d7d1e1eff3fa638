package contacthub.contact.channel.vk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** One event of a community: a private message, a comment or a post of a person, else of a kind we do not use. */
final class VkEvent {

    /** Of the Callback API, those that are no words of a person, and words of nobody we could answer. */
    static final Set<String> KINDS = Set.of("confirmation", "message.nobody", "message.without_content",
            "comment.own", "comment.without_content", "message_allow", "message_deny", "message_event",
            "message_typing_state", "message_read", "message_reaction_event", "photo_new", "photo_comment_restore",
            "photo_comment_delete", "audio_new", "video_new", "video_comment_restore", "video_comment_delete",
            "wall_repost", "wall_reply_restore", "wall_reply_delete", "board_post_restore", "board_post_delete",
            "market_comment_restore", "market_comment_delete", "market_order_new", "market_order_edit", "group_leave",
            "group_join", "user_block", "user_unblock", "poll_vote_new", "group_officers_edit",
            "group_change_settings", "group_change_photo", "vkpay_transaction", "app_payload", "like_add",
            "like_remove", "lead_forms_new", "donut_subscription_create", "donut_subscription_prolonged",
            "donut_subscription_expired", "donut_subscription_cancelled", "donut_subscription_price_changed",
            "donut_money_withdraw", "donut_money_withdraw_error");

    private static final String NEW = "_new";
    private static final String EDIT = "_edit";
    private static final Set<String> MESSAGES = Set.of("message_new", "message_reply", "message_edit");
    /** What people comment on, by the beginning of the event's type, and the field that names it. */
    private static final Map<String, String> COMMENTED = Map.of("wall_reply", "post_id", "photo_comment", "photo_id",
            "video_comment", "video_id", "market_comment", "item_id", "board_post", "topic_id", "wall_post", "id");
    /** Peers from here on are chats of several people. */
    private static final long CHATS = 2_000_000_000L;
    private static final Map<String, String> MEDIA = Map.of("audio_message", "audio/ogg", "photo", "image/jpeg");

    private final String type;
    private final JsonNode object;

    VkEvent(JsonNode event) {
        this.type = event.path("type").asText("");
        JsonNode given = event.path("object");
        this.object = given.path("message").isObject() ? given.path("message") : given;
    }

    /** What it says: one message or comment, or something we do not use. */
    List<Said> said() {
        if (MESSAGES.contains(type)) {
            return List.of(message());
        }
        String about = type.replaceFirst("_(new|edit)$", "");
        return List.of(COMMENTED.containsKey(about) && (type.endsWith(NEW) || type.endsWith(EDIT))
                ? comment(about)
                : new Said.Unused(type));
    }

    private Said message() {
        long from = object.path("from_id").asLong();
        boolean ours = object.path("out").asInt() == 1 || type.equals("message_reply") || from < 0;
        long customer = ours ? object.path("peer_id").asLong() : from;
        if (customer <= 0 || customer >= CHATS) {
            return new Said.Unused("message.nobody");
        }
        if (!hasContent()) {
            return new Said.Unused("message.without_content");
        }
        Message message = written("message-" + object.path("peer_id").asText("") + "-" + number(),
                Long.toString(customer), object.path("peer_id").asText(""));
        Message marked = type.equals("message_edit") ? message.editOf(number()) : message;
        return ours ? new Said.Answered(marked) : new Said.Wrote(marked);
    }

    /** In chats only the second of the two numbers is set. */
    private String number() {
        return object.path("id").asLong() != 0
                ? object.path("id").asText("")
                : object.path("conversation_message_id").asText("");
    }

    private Said comment(String about) {
        if (object.path("from_id").asLong() <= 0) {
            return new Said.Unused("comment.own");
        }
        if (!hasContent()) {
            return new Said.Unused("comment.without_content");
        }
        String thread = about + ":" + owner() + "_" + object.path(COMMENTED.get(about)).asText(
                object.path("post_id").asText(""));
        Message message = written(thread + "-" + object.path("id").asText(""), object.path("from_id").asText(""),
                thread);
        return new Said.Wrote(type.endsWith(EDIT) ? message.editOf(object.path("id").asText("")) : message);
    }

    private String owner() {
        return Stream.of("post_owner_id", "photo_owner_id", "video_owner_id", "market_owner_id", "topic_owner_id",
                "owner_id").map(object::path).filter(JsonNode::isNumber).findFirst().map(JsonNode::asText).orElse("");
    }

    private boolean hasContent() {
        return !object.path("text").asText("").isBlank() || !object.path("attachments").isEmpty()
                || object.path("geo").isObject() || !object.path("fwd_messages").isEmpty();
    }

    private Message written(String id, String customer, String thread) {
        String text = object.path("text").asText("");
        return Message.of(id, "vk", Address.of("vk", customer), text.isBlank() ? otherwise() : text, thread,
                Moment.ofSeconds(object.has("update_time") ? object.path("update_time") : object.path("date")))
                .with(attachments());
    }

    /** What is neither text nor a file, in words. */
    private String otherwise() {
        Stream<String> noFiles = stream(object.path("attachments")).filter(one -> attachment(one).isEmpty())
                .map(one -> one.path("type").asText(""));
        Stream<String> others = Stream.of("geo", "fwd_messages").filter(name -> !object.path(name).isEmpty())
                .map(name -> name.equals("geo") ? "location" : "forwarded");
        String kinds = Stream.concat(noFiles, others).distinct().collect(Collectors.joining(", "));
        return kinds.isEmpty() ? "" : "[" + kinds + "]";
    }

    private List<Attachment> attachments() {
        List<Attachment> attachments = new ArrayList<>();
        object.path("attachments").forEach(one -> attachment(one).ifPresent(attachments::add));
        return attachments;
    }

    private static Optional<Attachment> attachment(JsonNode attachment) {
        String kind = attachment.path("type").asText("");
        JsonNode file = attachment.path(kind);
        return url(file).map(url -> new Attachment(file.path("title").asText(null), MEDIA.get(kind), url,
                file.path("size").canConvertToLong() ? file.path("size").asLong() : null));
    }

    /** A link to the file, of pictures to the widest; else to the page where it is shown. */
    private static Optional<String> url(JsonNode file) {
        Stream<String> direct = Stream.of("url", "link_ogg", "link_mp3", "player").map(file::path)
                .map(node -> node.asText(""));
        Stream<String> pictures = stream(file.has("sizes") ? file.path("sizes") : file.path("images"))
                .sorted((one, other) -> Integer.compare(other.path("width").asInt(), one.path("width").asInt()))
                .map(size -> size.path("url").asText(""));
        return Stream.concat(direct, pictures).filter(url -> !url.isBlank()).findFirst();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
