package contacthub.contact.channel.vk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.contact.channel.Heard;
import contacthub.contact.channel.Message;

class VkEventTest {

    private static List<String> heard(String type, String object) {
        return Heard.of(event(type, object).said());
    }

    private static VkEvent event(String type, String object) {
        return new VkEvent(Heard.json("{\"type\": \"" + type + "\", \"group_id\": 9, \"object\": " + object + "}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "message_new | 0 | 42 | 42 | wrote message-42-7 vk:42 (thread 42) \"Hi\"",
            "message_new | 0 | 42 | 2000000001 | wrote message-2000000001-7 vk:42 (thread 2000000001) \"Hi\"",
            "message_edit | 0 | 42 | 42 | wrote message-42-7 vk:42 (thread 42) \"Hi\" edit of 7",
            "message_reply | 1 | -9 | 42 | answered message-42-7 vk:42 (thread 42) \"Hi\"",
            "message_new | 1 | 1 | 42 | answered message-42-7 vk:42 (thread 42) \"Hi\"",
            "message_edit | 1 | -9 | 42 | answered message-42-7 vk:42 (thread 42) \"Hi\" edit of 7",
            "message_reply | 1 | -9 | 2000000001 | unused message.nobody"})
    void knowsWhoWroteAMessage(String type, int out, String from, String peer, String expected) {
        assertThat(heard(type, """
                {"id": 7, "date": 1700000000, "out": %d, "from_id": %s, "peer_id": %s, "text": "Hi"}"""
                .formatted(out, from, peer))).containsExactly(expected);
    }

    @Test
    void readsANewMessageInItsWrapperWithWhatIsAttached() {
        Message message = Heard.message(event("message_new", """
                {"client_info": {}, "message": {"id": 0, "conversation_message_id": 3, "date": 1700000000, "from_id": 42,
                 "peer_id": 42, "out": 0, "text": "", "attachments": [
                  {"type": "photo", "photo": {"sizes": [{"width": 75, "url": "https://vk.example/s.jpg"},
                                                        {"width": 800, "url": "https://vk.example/b.jpg"}]}},
                  {"type": "doc", "doc": {"title": "bill.pdf", "size": 12, "url": "https://vk.example/bill.pdf"}},
                  {"type": "wall", "wall": {"id": 1}}]}}""").said().get(0));
        assertThat(message.id()).isEqualTo("message-42-3");
        assertThat(message.text()).isEqualTo("[wall]");
        assertThat(message.time()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(message.attachments()).extracting("name", "mediaType", "url", "size").containsExactly(
                org.assertj.core.groups.Tuple.tuple(null, "image/jpeg", "https://vk.example/b.jpg", null),
                org.assertj.core.groups.Tuple.tuple("bill.pdf", null, "https://vk.example/bill.pdf", 12L));
    }

    @Test
    void saysWhatIsNeitherTextNorFile() {
        String message = "{\"id\": 7, \"from_id\": 42, \"peer_id\": 42, \"text\": \"\", %s}";
        assertThat(heard("message_new", message.formatted("\"fwd_messages\": [{\"text\": \"a\"}]")))
                .containsExactly("wrote message-42-7 vk:42 (thread 42) \"[forwarded]\"");
        assertThat(heard("message_new", message.formatted("\"geo\": {\"type\": \"point\"}, \"fwd_messages\": []")))
                .containsExactly("wrote message-42-7 vk:42 (thread 42) \"[location]\"");
    }

    @Test
    void takesCommentsOfPeopleAndTheirEdits() {
        String comment = "{\"id\": 4, \"from_id\": %d, \"date\": 1700000000, \"text\": \"Nice\", \"post_owner_id\": -9, \"post_id\": 6}";
        assertThat(heard("wall_reply_new", comment.formatted(42)))
                .containsExactly("wrote wall_reply:-9_6-4 vk:42 (thread wall_reply:-9_6) \"Nice\"");
        assertThat(heard("wall_reply_edit", comment.formatted(42)))
                .containsExactly("wrote wall_reply:-9_6-4 vk:42 (thread wall_reply:-9_6) \"Nice\" edit of 4");
        assertThat(heard("wall_reply_new", comment.formatted(-9))).containsExactly("unused comment.own");
    }

    @Test
    void usesNothingElse() {
        assertThat(heard("group_leave", "{\"user_id\": 1}")).containsExactly("unused group_leave");
        assertThat(heard("message_new", "{\"id\": 7, \"from_id\": 42, \"peer_id\": 42, \"text\": \"\"}"))
                .containsExactly("unused message.without_content");
        assertThat(heard("message_new", "null")).containsExactly("unused message.nobody");
    }
}
