package contacthub.contact.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import contacthub.contact.channel.Heard;
import contacthub.contact.channel.Message;
import contacthub.contact.channel.Said;

class ViberCallbackTest {

    private static Said said(String body) {
        return new ViberCallback(Heard.json(body)).said().get(0);
    }

    private static Said message(String message) {
        return said("""
                {"event": "message", "timestamp": 1700000000123, "message_token": 4912661846655238145,
                 "sender": {"id": "A1=", "name": "Ann", "language": "en"}, "message": %s}""".formatted(message));
    }

    @Test
    void takesATextWithItsTimeInMilliseconds() {
        Said said = message("{\"type\": \"text\", \"text\": \"Hi\", \"media\": \"https://viber.example/none\"}");
        assertThat(Heard.of(said)).isEqualTo("wrote 4912661846655238145 viber:A1= (thread null) \"Hi\"");
        assertThat(Heard.message(said).time()).isEqualTo("2023-11-14T22:13:20.123Z");
        assertThat(Heard.message(said).customer().name()).isEqualTo("Ann");
        assertThat(Heard.message(said).attachments()).isEmpty();
    }

    @Test
    void keepsAFileAsLink() {
        Message file = Heard.message(message("""
                {"type": "file", "media": "https://viber.example/1", "file_name": "a.pdf", "size": 10000}"""));
        assertThat(file.attachments()).singleElement().hasToString(
                "Attachment[name=a.pdf, mediaType=null, url=https://viber.example/1, size=10000]");
    }

    @Test
    void saysWhatIsNeitherTextNorFile() {
        assertThat(Heard.message(message("{\"type\": \"location\", \"location\": {\"lat\": 1}}")).text())
                .isEqualTo("[location]");
        assertThat(Heard.of(message("{\"type\": \"text\", \"text\": \"\"}")))
                .isEqualTo("unused message.without_content");
    }

    @ParameterizedTest
    @ValueSource(strings = { "delivered", "seen", "failed"})
    void countsReceiptsOfNoMessage(String event) {
        assertThat(said("{\"event\": \"" + event + "\"}")).isEqualTo(Said.Receipt.counted());
    }

    @ParameterizedTest
    @CsvSource({ "delivered,delivered", "seen,read"})
    void tellsHowFarAMessageHasCome(String event, String step) {
        assertThat(said("{\"event\": \"" + event + "\", \"message_token\": 4912661846655238145}"))
                .isEqualTo(Said.Receipt.of("viber", "4912661846655238145", step));
    }

    @Test
    void tellsThatAMessageFailedAndWhy() {
        assertThat(said("{\"event\": \"failed\", \"message_token\": 49, \"desc\": \"no device\"}"))
                .isEqualTo(Said.Receipt.ofFailure("viber", "49", "rejected", "no device"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "webhook", "subscribed", "8)"})
    void usesNothingElse(String event) {
        assertThat(said("{\"event\": \"" + event + "\"}")).isEqualTo(new Said.Unused(event));
    }
}
