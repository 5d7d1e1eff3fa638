package contacthub.notification.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.vertx.ext.mail.SMTPException;

import contacthub.notification.channel.Outcome;

/** What a mail server's answer means for the message and the address. */
class SmtpAnswerTest {

    @ParameterizedTest
    @CsvSource({ "421, 421 4.7.0 too many", "450, 450 4.2.0 greylisted", "452, 452 4.3.1 full",
            "451, 451 4.7.1 greylisted try again in 300 s", "454, 454 4.7.0 TLS not available",
            "535, 535 5.7.8 who are you",
            "530, 530 5.7.0 sign in first"})
    void triesAgain(int code, String line) {
        assertThat(SmtpAnswer.of(code, line, true)).isInstanceOf(Outcome.TransientFailure.class);
    }

    @ParameterizedTest
    @CsvSource({ "550, 550 5.1.1 no such user, address-unknown", "550, 550 no such user, address-unknown",
            "551, 551 5.1.6 moved, address-unknown", "553, 553 5.1.3 bad address, address-unknown",
            "550, 550 5.7.1 looks like spam, rejected", "552, 552 5.3.4 too big, rejected",
            "550, 550-5.1.1 no such account, address-unknown", "553, 553 5.1.7 bad sender, rejected",
            "550, 550 5.1.8 sender domain not found, rejected", "554, 554 5.6.0 no, rejected"})
    void givesUp(int code, String line, String reason) {
        assertThat(SmtpAnswer.of(code, line, true)).isEqualTo(new Outcome.PermanentFailure(reason, line));
    }

    /** One recipient's greylist must not hold up the letters to all others. */
    @ParameterizedTest
    @CsvSource({ "recipient address not accepted, 451, true", "recipient address not accepted, 421, false",
            "sender address not accepted, 451, false", "DATA command not accepted, 452, false"})
    void tellsARecipientThatHasToWaitFromAServerInTrouble(String said, int code, boolean ofRecipient) {
        var answer = new SMTPException(said, code, List.of(code + " 4.7.1 later"), false);
        assertThat(SmtpAnswer.of(new CompletionException(answer)))
                .isEqualTo(new Outcome.TransientFailure(code + " 4.7.1 later", Duration.ZERO, ofRecipient));
    }

    @Test
    void givesUpWhatIsLargerThanTheServerTakes() {
        assertThat(SmtpAnswer.of(new CompletionException(
                new IllegalStateException("message exceeds allowed size limit"))))
                .isEqualTo(new Outcome.PermanentFailure(Outcome.REJECTED, "message exceeds allowed size limit"));
    }

    /** Nothing of the letter was shown to the server. */
    @Test
    void triesAgainWhereServerKnowsNoTls() {
        assertThat(SmtpAnswer.of(new CompletionException(
                new IllegalStateException("STARTTLS required but not supported by server"))))
                .isInstanceOf(Outcome.TransientFailure.class);
    }

    @Test
    void triesAgainWithoutConnection() {
        assertThat(SmtpAnswer.of(new CompletionException(new ConnectException("refused"))))
                .isInstanceOf(Outcome.TransientFailure.class);
    }

    @Test
    void cannotSayAfterLostConnection() {
        assertThat(SmtpAnswer.of(new CompletionException(new IllegalStateException("Connection was closed"))))
                .isInstanceOf(Outcome.Unclear.class);
    }
}
