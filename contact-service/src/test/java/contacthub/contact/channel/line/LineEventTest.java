package contacthub.contact.channel.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import contacthub.contact.channel.Heard;
import contacthub.contact.channel.Said;

class LineEventTest {

    private static Said said(String type, String source, String message) {
        return new LineEvent(Heard.json("""
                {"type": "%s", "timestamp": 1700000000123, "source": %s, "message": %s}""".formatted(type, source,
                message)))
                .said();
    }

    private static Said message(String message) {
        return said("message", "{\"type\": \"user\", \"userId\": \"U1\"}", message);
    }

    @Test
    void takesATextWithItsTimeInMilliseconds() {
        Said said = message("{\"id\": \"7\", \"type\": \"text\", \"text\": \"Hi\"}");
        assertThat(Heard.of(said)).isEqualTo("wrote 7 line:U1 (thread U1) \"Hi\"");
        assertThat(Heard.message(said).time()).isEqualTo("2023-11-14T22:13:20.123Z");
    }

    @Test
    void takesAnEditInAGroup() {
        assertThat(Heard.of(said("messageEdited", "{\"type\": \"group\", \"groupId\": \"C1\", \"userId\": \"U1\"}",
                "{\"id\": \"7\", \"type\": \"text\", \"text\": \"Hi\"}")))
                .isEqualTo("wrote 7 line:U1 (thread C1) \"Hi\" edit of 7");
    }

    @Test
    void keepsFilesAsLinks() {
        assertThat(
                Heard.message(message("{\"id\": \"7\", \"type\": \"file\", \"fileName\": \"a.pdf\", \"fileSize\": 5}"))
                        .attachments())
                .singleElement()
                .hasToString("Attachment[name=a.pdf, mediaType=null, url=line:message/7, size=5]");
        assertThat(Heard.message(message("""
                {"id": "7", "type": "image",
                 "contentProvider": {"type": "external", "originalContentUrl": "https://line.example/1.jpg"}}"""))
                .attachments()).extracting("url").containsExactly("https://line.example/1.jpg");
    }

    @Test
    void saysWhatIsNeitherTextNorFile() {
        assertThat(Heard.message(message("{\"id\": \"7\", \"type\": \"sticker\"}")).text()).isEqualTo("[sticker]");
        assertThat(Heard.message(message("{\"id\": \"7\", \"type\": \"location\", \"address\": \"Tokyo\"}")).text())
                .isEqualTo("[location] Tokyo");
        assertThat(Heard.message(message("{\"id\": \"7\", \"type\": \"hologram\"}")).text()).isEqualTo("[hologram]");
    }

    @Test
    void usesNothingElse() {
        assertThat(Heard.of(said("follow", "{}", "{}"))).isEqualTo("unused follow");
        assertThat(Heard.of(said("message", "{\"type\": \"group\"}", "{\"type\": \"text\", \"text\": \"Hi\"}")))
                .isEqualTo("unused message.nobody");
        assertThat(Heard.of(message("{\"type\": \"text\", \"text\": \" \"}")))
                .isEqualTo("unused message.without_content");
    }
}
