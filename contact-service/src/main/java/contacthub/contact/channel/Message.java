package contacthub.contact.channel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contact.intake.Posted;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ContactFact.Attachment;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;

/**
 * One message between a customer and the company, the same for every vendor.
 *
 * @param id the vendor's own id of the message
 * @param version tells it from others of the same id; null for a digest of what it says
 * @param customer who wrote it, or to whom it was written
 * @param thread the vendor's id of the chat, null where there is none
 * @param time when it was written, null where the vendor does not say
 * @param kind a word of {@code ContactKind}, or null
 * @param language BCP 47, or null
 * @param editOf the vendor's id of the message whose text this one replaces, null where it is no edit
 */
public record Message(String id, String version, String channel, Address customer, String text, String thread,
        Instant time, List<Attachment> attachments, String kind, String language, String editOf) {

    private static final int LONGEST_TEXT = 60_000;
    private static final int LONGEST_ID = 500;
    private static final int LONGEST_LANGUAGE = 35;

    /** A message of text only; a text longer than the hub takes is cut. */
    public static Message of(String id, String channel, Address customer, String text, String thread, Instant time) {
        return new Message(id, null, channel, customer, cut(text), thread, time, List.of(), null, null, null);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : CleanText.of(text.substring(0, LONGEST_TEXT - 1)) + "…";
    }

    /** The same with files. */
    public Message with(List<Attachment> files) {
        return new Message(id, version, channel, customer, text, thread, time, files, kind, language, editOf);
    }

    /** The same in this language; what cannot be one is left out. */
    public Message in(String code) {
        String known = code != null && code.length() <= LONGEST_LANGUAGE ? code : null;
        return new Message(id, version, channel, customer, text, thread, time, attachments, kind, known, editOf);
    }

    /** The same of this kind. */
    public Message about(String subject) {
        return new Message(id, version, channel, customer, text, thread, time, attachments, subject, language, editOf);
    }

    /** The same, told from others of its id by this. */
    public Message version(String own) {
        return new Message(id, own, channel, customer, text, thread, time, attachments, kind, language, editOf);
    }

    /** The same as an edit: an event of its own that says which message of the vendor's it replaces. */
    public Message editOf(String message) {
        return new Message(id, version, channel, customer, text, thread, time, attachments, kind, language, message);
    }

    Posted received(String source) {
        var received = new ContactFact.Received(channel, customer, null, text, null, thread, kind, language,
                attachments.isEmpty() ? null : attachments, null);
        return posted(source, FactTypes.name(ContactFact.Received.class), Json.MAPPER.valueToTree(received));
    }

    Posted sent(String source) {
        String said = text.isBlank() ? "[attachment]" : text;
        ObjectNode data = Json.MAPPER
                .valueToTree(new ContactFact.Sent(channel, customer, said, null, thread, null, null, null));
        if (!attachments.isEmpty()) {
            data.set("attachments", Json.MAPPER.valueToTree(attachments));
        }
        return posted(source, FactTypes.name(ContactFact.Sent.class), data);
    }

    private Posted posted(String source, String type, ObjectNode data) {
        if (editOf != null) {
            data.put("edit_of", editOf);
        }
        return new Posted(eventId(type), source, type, time, Map.of(), Json.bytes(data));
    }

    /**
     * The same however often it comes. Links are left out of the digest: some vendors sign them anew each time; what
     * else it says is in it, so that not even a reused id loses a message.
     */
    private String eventId(String type) {
        String own = version != null
                ? version
                : Ids.named(type, customer.ref(), text, Objects.toString(time), Objects.toString(editOf), files())
                        .toString();
        return id.length() <= LONGEST_ID ? id + "-" + own : Ids.named(id) + "-" + own;
    }

    private String files() {
        return attachments.stream().map(file -> file.name() + ":" + file.mediaType() + ":" + file.size())
                .collect(Collectors.joining(","));
    }
}
