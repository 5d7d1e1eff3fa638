package contacthub.contact.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import contacthub.contact.channel.Heard;
import contacthub.contact.channel.Message;
import contacthub.contact.channel.Said;

class TwilioFormTest {

    private static Said said(String... fields) {
        Map<String, List<String>> form = Arrays.stream(fields).map(field -> field.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> List.of(pair[1])));
        return new TwilioForm(form).said();
    }

    @Test
    void takesAMessage() {
        assertThat(Heard.of(said("MessageSid=SM1", "SmsStatus=received", "From=+79161234567", "To=+7495", "Body=Hi")))
                .isEqualTo("wrote SM1 phone:+79161234567 (thread +7495) \"Hi\"");
        assertThat(Heard.message(said("SmsSid=SM1", "From=+79161234567", "Body=Hi")).channel()).isEqualTo("sms");
    }

    @Test
    void takesWhatItPassesOnOfWhatsApp() {
        Message message = Heard.message(said("MessageSid=SM1", "From=whatsapp:+79161234567", "ProfileName=Ann",
                "Body=Hi\u0000"));
        assertThat(message.channel()).isEqualTo("whatsapp");
        assertThat(message.customer().ref()).isEqualTo("whatsapp:79161234567");
        assertThat(message.text()).isEqualTo("Hi\uFFFD");
    }

    @Test
    void keepsMediaAsLinks() {
        assertThat(Heard.message(said("MessageSid=SM1", "From=+79161234567", "Body=", "NumMedia=1",
                "MediaUrl0=https://twilio.example/1", "MediaContentType0=image/png")).attachments()).singleElement()
                .hasToString("Attachment[name=null, mediaType=image/png, url=https://twilio.example/1, size=null]");
    }

    @Test
    void leavesOutWhatTwilioLeavesOut() {
        Message message = Heard.message(said("MessageSid=SM1", "From=whatsapp:+79161234567", "Body=", "MediaUrl0=u"));
        assertThat(message.customer().name()).isNull();
        assertThat(message.attachments()).extracting("mediaType").containsExactly((Object) null);
    }

    @Test
    void countsStatusesAsReceiptsAndUsesNothingElse() {
        assertThat(said("MessageSid=SM1", "MessageStatus=delivered", "From=+7495")).isEqualTo(Said.Receipt.counted());
        assertThat(said("CallSid=CA1", "From=+7495")).isEqualTo(new Said.Unused("no_message"));
        assertThat(said("MessageSid=SM1", "From=+7495", "Body=")).isEqualTo(new Said.Unused("message.without_content"));
    }
}
