package contacthub.contact.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import contacthub.contact.channel.Heard;
import contacthub.contact.channel.Message;
import contacthub.contact.channel.Said;

class DirectMessageTest {

    private static List<Said> entry(String entry) {
        return DirectMessage.all("facebook", Heard.json(entry)).stream().map(DirectMessage::said).toList();
    }

    private static Said item(String content) {
        return entry("""
                {"id": "100", "messaging": [{"sender": {"id": 42}, "recipient": {"id": 100},
                 "timestamp": 1700000000123, %s}]}""".formatted(content)).get(0);
    }

    @Test
    void takesAMessageWithItsTimeInMilliseconds() {
        Said said = item("\"message\": {\"mid\": \"m1\", \"text\": \"Hi\"}");
        assertThat(Heard.of(said)).isEqualTo("wrote m1 facebook:42 (thread 100) \"Hi\"");
        assertThat(Heard.message(said).time()).isEqualTo("2023-11-14T22:13:20.123Z");
    }

    @Test
    void knowsAnEchoOfWhatTheCompanyWrote() {
        assertThat(Heard.of(entry("""
                {"id": "100", "messaging": [{"sender": {"id": "100"}, "recipient": {"id": "42"},
                 "message": {"mid": "m2", "text": "Hello", "is_echo": true}}]}""")))
                .containsExactly("answered m2 facebook:42 (thread 100) \"Hello\"");
    }

    @Test
    void takesAnEditUnderAnIdOfItsOwn() {
        assertThat(Heard.of(item("\"message_edit\": {\"mid\": \"m1\", \"text\": \"Hi!\", \"num_edit\": 2}")))
                .isEqualTo("wrote m1-edit-2 facebook:42 (thread 100) \"Hi!\" edit of m1");
    }

    @Test
    void keepsFilesAsLinks() {
        Message message = Heard.message(item("""
                "message": {"mid": "m1", "attachments": [
                  {"type": "image", "payload": {"url": "https://meta.example/1"}},
                  {"type": "fallback", "title": "Shop", "url": "https://shop.example", "payload": null}]}"""));
        assertThat(message.attachments()).extracting("url").containsExactly("https://meta.example/1",
                "https://shop.example");
        assertThat(message.attachments()).extracting("name").containsExactly(null, "Shop");
    }

    @Test
    void saysWhatIsNeitherTextNorFile() {
        assertThat(Heard.message(item("\"message\": {\"attachments\": [{\"type\": \"location\"}]}")).text())
                .isEqualTo("[location]");
        assertThat(Heard.message(item("\"message\": {\"is_unsupported\": true}")).text()).isEqualTo("[unsupported]");
        assertThat(item("\"message\": {\"mid\": \"m1\"}")).isEqualTo(new Said.Unused("message.without_content"));
    }

    @Test
    void takesAPressedButton() {
        assertThat(Heard.of(item("\"postback\": {\"mid\": \"p1\", \"title\": \"Call me\"}")))
                .isEqualTo("wrote postback-p1 facebook:42 (thread 100) \"Call me\"");
    }

    @Test
    void countsReceiptsAndUsesNothingElse() {
        assertThat(item("\"delivery\": {\"mids\": [\"m1\"]}")).isEqualTo(Said.Receipt.counted());
        assertThat(item("\"read\": {\"watermark\": 1}")).isEqualTo(Said.Receipt.counted());
        assertThat(item("\"reaction\": {}")).isEqualTo(new Said.Unused("reaction"));
        assertThat(item("\"message\": {\"mid\": \"m1\", \"is_deleted\": true}"))
                .isEqualTo(new Said.Unused("message.deleted"));
    }
}
