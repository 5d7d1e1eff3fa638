package contacthub.contact.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import contacthub.contact.channel.Heard;
import contacthub.contact.channel.Message;

class SlackEventTest {

    private static String heard(String event) {
        return Heard.of(event(event).said());
    }

    private static SlackEvent event(String event) {
        return new SlackEvent(Heard.json("{\"type\": \"event_callback\", \"event\": " + event + "}"));
    }

    @Test
    void takesAMessageAndItsMentionAsTheSame() {
        String event = """
                {"type": "%s", "channel": "C1", "user": "U1", "text": "Hi", "ts": "1700000000.000250"}""";
        assertThat(heard(event.formatted("message"))).isEqualTo(heard(event.formatted("app_mention")))
                .isEqualTo("wrote C1-1700000000.000250 slack:U1 (thread C1) \"Hi\"");
    }

    @Test
    void takesAnEditButNotAnUnfurledLink() {
        String changed = """
                {"type": "message", "subtype": "message_changed", "channel": "C1", "ts": "1700000060.000000",
                 "message": {"user": "U1", "text": "Hi!", "ts": "1700000000.000250"%s}}""";
        Message edit = Heard.message(event(changed.formatted(", \"edited\": {\"ts\": \"1700000060.000000\"}")).said());
        assertThat(edit.editOf()).isEqualTo("1700000000.000250");
        assertThat(edit.time()).isEqualTo("2023-11-14T22:14:20Z");
        assertThat(heard(changed.formatted(""))).isEqualTo("unused message.subtype");
    }

    @Test
    void keepsFilesAsLinks() {
        assertThat(Heard.message(event("""
                {"type": "message", "subtype": "file_share", "channel": "C1", "user": "U1", "text": "", "ts": "1.2",
                 "files": [{"name": "a.pdf", "mimetype": "application/pdf", "size": 5,
                            "url_private": "https://slack.example/a.pdf"}]}""").said()).attachments()).singleElement()
                .hasToString(
                        "Attachment[name=a.pdf, mediaType=application/pdf, url=https://slack.example/a.pdf, size=5]");
    }

    @Test
    void usesNothingElse() {
        assertThat(heard("{\"type\": \"message\", \"bot_id\": \"B1\", \"user\": \"U1\", \"text\": \"Hi\"}"))
                .isEqualTo("unused message.bot");
        assertThat(heard("{\"type\": \"message\", \"subtype\": \"channel_join\", \"user\": \"U1\"}"))
                .isEqualTo("unused message.subtype");
        assertThat(heard("{\"type\": \"team_join\"}")).isEqualTo("unused team_join");
        assertThat(Heard.of(new SlackEvent(Heard.json("{\"type\": \"block_actions\"}")).said()))
                .isEqualTo("unused block_actions");
    }
}
