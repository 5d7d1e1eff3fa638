package contacthub.contact.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** What a vendor said, in one line each, for tests to compare; and their bodies, read as the webhook reads them. */
public final class Heard {

    private Heard() {
    }

    /** The JSON of a body. */
    public static JsonNode json(String body) {
        return Callback.json(body.getBytes(UTF_8));
    }

    /** One line per thing said. */
    public static List<String> of(List<Said> said) {
        return said.stream().map(Heard::of).toList();
    }

    /** Such as {@code wrote 17 vk:42 (thread 42) "Hello"}. */
    public static String of(Said said) {
        if (said instanceof Said.Wrote wrote) {
            return "wrote " + line(wrote.message());
        }
        if (said instanceof Said.Answered answered) {
            return "answered " + line(answered.message());
        }
        return said instanceof Said.Unused unused ? "unused " + unused.kind() : "receipt";
    }

    /** The message of a contact or an answer. */
    public static Message message(Said said) {
        return said instanceof Said.Answered answered ? answered.message() : ((Said.Wrote) said).message();
    }

    private static String line(Message message) {
        return message.id() + " " + message.customer().ref() + " (thread " + message.thread() + ") \""
                + message.text() + "\"" + (message.editOf() == null ? "" : " edit of " + message.editOf());
    }
}
