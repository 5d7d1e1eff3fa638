package contacthub.contact.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import contacthub.contact.channel.Heard;
import contacthub.contact.channel.Message;
import contacthub.contact.channel.Said;

class WhatsAppChangeTest {

    private static List<Said> said(String value) {
        List<Said> said = new ArrayList<>();
        new WhatsAppChange(Heard.json("""
                {"field": "messages", "value": {"metadata": {"display_phone_number": "+1 555", "phone_number_id": "100"},
                 "contacts": [{"wa_id": "42", "profile": {"name": "Ann"}}], %s}}""".formatted(value))).read(said);
        return said;
    }

    private static Said message(String from, String content) {
        return said("\"messages\": [{\"id\": \"wamid.1\", \"from\": \"" + from + "\", \"timestamp\": \"1700000000\", "
                + content + "}]").get(0);
    }

    @Test
    void takesSeveralMessagesInTheirOrderAndReceiptsBesides() {
        assertThat(Heard.of(said("""
                "messages": [{"id": "a", "from": "42", "type": "text", "text": {"body": "one"}},
                             {"id": "b", "from": "42", "type": "text", "text": {"body": "two"}}],
                "statuses": [{"status": "delivered"}, {"status": "teleported"}]""")))
                .containsExactly("wrote a whatsapp:42 (thread 100) \"one\"", "wrote b whatsapp:42 (thread 100) \"two\"",
                        "receipt", "unused status");
    }

    @Test
    void tellsHowFarAMessageHasCome() {
        assertThat(said("""
                "statuses": [{"id": "w1", "status": "sent"}, {"id": "w1", "status": "delivered"},
                             {"id": "w2", "status": "played"},
                             {"id": "w3", "status": "failed", "errors": [{"code": 131047, "title": "Too late"}]},
                             {"id": "w4", "status": "failed"}]"""))
                .containsExactly(Said.Receipt.counted(), Said.Receipt.of("whatsapp", "w1", "delivered"),
                        Said.Receipt.of("whatsapp", "w2", "read"),
                        Said.Receipt.ofFailure("whatsapp", "w3", "window-closed", "131047 Too late"),
                        Said.Receipt.ofFailure("whatsapp", "w4", "rejected", null));
    }

    @Test
    void readsSecondsInATextAndTheName() {
        Message message = Heard.message(message("42", "\"type\": \"text\", \"text\": {\"body\": \"Hi\"}"));
        assertThat(message.time()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(message.customer().name()).isEqualTo("Ann");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "\"type\": \"button\", \"button\": {\"text\": \"Yes\"} | Yes",
            "\"type\": \"interactive\", \"interactive\": {\"list_reply\": {\"title\": \"Red\"}} | Red",
            "\"type\": \"location\", \"location\": {} | [location]",
            "\"type\": \"unsupported\", \"errors\": [] | [unsupported]",
            "\"type\": \"video\", \"video\": {\"id\": \"9\", \"caption\": \"Look\"} | Look"})
    void putsWhatWasSentIntoWords(String content, String text) {
        assertThat(Heard.message(message("42", content)).text()).isEqualTo(text);
    }

    @Test
    void keepsAFileByItsId() {
        assertThat(Heard.message(message("42", """
                "type": "document", "document": {"id": "9", "filename": "a.pdf", "mime_type": "application/pdf"}"""))
                .attachments()).singleElement().hasToString(
                        "Attachment[name=a.pdf, mediaType=application/pdf, url=whatsapp:media/9, size=null]");
    }

    @Test
    void takesAnEdit() {
        assertThat(Heard.of(message("42", """
                "type": "edit", "edit": {"original_message_id": "wamid.0",
                  "message": {"type": "text", "text": {"body": "Hi!"}}}""")))
                .isEqualTo("wrote wamid.1 whatsapp:42 (thread 100) \"Hi!\" edit of wamid.0");
    }

    @Test
    void knowsWhatTheBusinessWroteItself() {
        assertThat(Heard.of(message("100", "\"type\": \"text\", \"text\": {\"body\": \"Hi\"}")))
                .isEqualTo("answered wamid.1 whatsapp:42 (thread 100) \"Hi\"");
        assertThat(Heard.of(said("""
                "message_echoes": [{"id": "e", "from": "1555", "to": "7", "type": "text", "text": {"body": "Hi"}}]""")))
                .containsExactly("answered e whatsapp:7 (thread 100) \"Hi\"");
    }

    @Test
    void usesNothingElse() {
        assertThat(Heard.of(message("42", "\"type\": \"reaction\", \"reaction\": {\"emoji\": \"x\"}")))
                .isEqualTo("unused message.reaction");
        assertThat(Heard.of(message("42", "\"type\": \"request_welcome\"")))
                .isEqualTo("unused message.request_welcome");
        assertThat(Heard.of(message("", "\"type\": \"text\""))).isEqualTo("unused message.nobody");
        assertThat(Heard.of(message("42", "\"type\": \"image\", \"image\": {}")))
                .isEqualTo("unused message.without_content");
        assertThat(Heard.of(said("\"x\": 1"))).containsExactly("unused messages");
    }
}
