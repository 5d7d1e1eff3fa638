package contacthub.contact.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import contacthub.contact.channel.Heard;

class TelegramUpdateTest {

    private static List<String> heard(String kind, String message) {
        return Heard.of(new TelegramUpdate(Heard.json("{\"update_id\": 5, \"" + kind + "\": " + message + "}")).said());
    }

    @Test
    void takesAMessageAndItsEdit() {
        String message = "{\"message_id\": 3, \"text\": \"Hi\", \"chat\": {\"id\": -7}, \"from\": {\"id\": 42}}";
        assertThat(heard("message", message)).containsExactly("wrote 5 telegram:42 (thread -7) \"Hi\"");
        assertThat(heard("edited_message", message))
                .containsExactly("wrote 5 telegram:42 (thread -7) \"Hi\" edit of 3");
    }

    @Test
    void knowsAnAnswerFromTheConnectedBusinessAccount() {
        String message = "{\"message_id\": 3, \"text\": \"Hi\", \"chat\": {\"id\": 42, \"type\": \"private\"}, \"from\": {\"id\": %d}}";
        assertThat(heard("business_message", message.formatted(42)))
                .containsExactly("wrote 5 telegram:42 (thread 42) \"Hi\"");
        assertThat(heard("business_message", message.formatted(1)))
                .containsExactly("answered 5 telegram:42 (thread 42) \"Hi\"");
    }

    @Test
    void usesNothingElse() {
        assertThat(heard("poll", "{}")).containsExactly("unused poll");
        assertThat(heard("message", "{\"message_id\": 3, \"new_chat_title\": \"x\"}"))
                .containsExactly("unused message.without_content");
    }
}
