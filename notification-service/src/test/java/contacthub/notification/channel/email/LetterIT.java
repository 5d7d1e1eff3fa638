package contacthub.notification.channel.email;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.notification.RunningService;
import contacthub.testkit.Letter;
import contacthub.testkit.Mailbox;

/** Letters as a mail server gets them. */
@QuarkusTest
class LetterIT extends RunningService {

    private static final String SUBJECT = "Ваш заказ № 19-204/б: длинная тема, которая не помещается в одну строку";
    private static final String TEXT = "Здравствуйте!\n\nЗаказ <едет>: https://shop.example/?a=1&b=2.\n."
            + "\n" + "Очень длинная строка. ".repeat(60).strip() + "\n\nFrom: us";
    private static final List<String> SIGNED = List.of("From", "To", "Subject", "Date", "Message-ID", "MIME-Version",
            "List-Unsubscribe", "List-Unsubscribe-Post");

    private static Letter answered() {
        Address address = Address.of("email", "letter-" + UUID.randomUUID() + "@example.org");
        UUID customer = customer("ru", address);
        tell(fact(new ContactFact.Sent("email", address, TEXT, "olga", null, SUBJECT, true, null), customer, "c"));
        return Mailbox.awaitLetterTo(address.value());
    }

    private static byte[] bytes(Letter letter) throws IOException, MessagingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        letter.message().writeTo(bytes);
        return bytes.toByteArray();
    }

    @Test
    void arrivesAsTextAndAsHtmlAndComesBackToAnAddressOfItsOwn() throws IOException, MessagingException {
        Letter letter = answered();

        assertThat(letter.subject()).isEqualTo("Re: " + SUBJECT);
        Multipart parts = (Multipart) letter.message().getContent();
        assertThat(letter.message().getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=utf-8");
        assertThat(((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n").strip()).isEqualTo(TEXT);
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=utf-8");
        assertThat((String) parts.getBodyPart(1).getContent()).contains("&lt;едет&gt;",
                "<a href=\"https://shop.example/?a=1&amp;b=2\">");
        assertThat(letter.header("List-Unsubscribe")).isEmpty();
        String id = letter.header("Message-ID").orElseThrow().substring(1).split("@")[0];
        assertThat(letter.header("Return-Path")).hasValueSatisfying(
                path -> assertThat(path).contains("bounces+" + id + "@mail.example"));
    }

    @Test
    void isSignedSoThatAnotherProgramVerifiesIt() throws IOException, InterruptedException, MessagingException {
        assumeTrue(DkimVerifier.isHere(), DkimVerifier.MISSING);
        Letter letter = answered();
        byte[] bytes = bytes(letter);

        assertThat(verified(bytes)).as(new String(bytes, US_ASCII)).isTrue();
        String signed = letter.header("DKIM-Signature").orElseThrow().replaceAll("(?s).*\\bh=([^;]*);.*", "$1");
        assertThat(List.of(signed.split(":"))).containsAll(SIGNED);
        for (String changed : List.of("Subject: ", "List-Unsubscribe: ", "shop.example")) {
            assertThat(verified(changed(bytes, changed))).as(changed).isFalse();
        }
    }

    private static boolean verified(byte[] letter) throws IOException, InterruptedException {
        return DkimVerifier.accepts(letter, SigningDomain.SELECTOR, SigningDomain.DOMAIN, SigningDomain.record());
    }

    /** The same letter with something else at that place, or with that field added where there is none. */
    private static byte[] changed(byte[] letter, String place) {
        String text = new String(letter, US_ASCII);
        return (text.contains(place) ? text.replace(place, place + "x") : place + "<https://evil.example/>\r\n" + text)
                .getBytes(US_ASCII);
    }
}
