package contacthub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;

/** The mail server takes a letter by SMTP and shows it as a person would read it. */
class MailboxTest {

    @Test
    void showsLetterThatArrived() {
        Mailbox mailbox = new Mailbox();
        Map<String, String> settings = mailbox.start();
        try {
            int port = Integer.parseInt(settings.get("quarkus.mailer.port"));
            GreenMailUtil.sendTextEmail("anna@example.org", "hub@example.org", "We have your letter", "Answer by noon",
                    new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            Letter letter = Mailbox.awaitLetterTo("anna@example.org");
            assertThat(letter.subject()).isEqualTo("We have your letter");
            assertThat(letter.text()).contains("Answer by noon");
            assertThat(letter.header("From")).contains("hub@example.org");
        } finally {
            mailbox.stop();
        }
    }
}
