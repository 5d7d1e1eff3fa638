package contacthub.notification.channel.email;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.mailer.Mail;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.mailencoder.MailEncoder;

import contacthub.contracts.Address;
import contacthub.notification.channel.Message;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

/** Letters as they leave the house, read by a parser that is not the one they were written with. */
class ComposingTest {

    private static final UUID ID = UUID.fromString("019cad51-e3c8-7b1a-8e0d-2f4b6c8d0e1f");
    private static final String LINK = "https://hub.example/public/unsubscribe/019cad51-e3c8-7b1a-8e0d-2f4b6c8d0e1f"
            + ".event_invitation.q3v0T2Xy1r8mC4bS6nJk9dWfLpZ7hAeGuI5oQxYtRsE";

    /** Settings of which each may be null. */
    static EmailSettings settings(String bounces, String unsubscribe) {
        return new EmailSettings() {
            @Override
            public Optional<String> bounces() {
                return Optional.ofNullable(bounces);
            }

            @Override
            public Optional<String> unsubscribe() {
                return Optional.ofNullable(unsubscribe);
            }
        };
    }

    private static Message message(String subject, String text, String link) {
        return new Message(ID, Address.of("email", "anna@example.org"), "<t@x>", null, subject, text, true,
                Optional.ofNullable(link));
    }

    private static Mail letter(Message message) {
        return new Composing("Контактный центр «Ромашка» <hub@example.org>",
                settings("bounces@mail.example.org", "out@example.org")).letter(message);
    }

    /** As Quarkus hands it to Vert.x' mail client, and that to a server. */
    private static String written(Mail mail) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        mail.getHeaders().forEach(headers::add);
        return new MailEncoder(new MailMessage().setFrom("hub@example.org").setTo(mail.getTo()).setText(mail.getText())
                .setHtml(mail.getHtml()).setHeaders(headers), "host").encode();
    }

    private static MimeMessage read(String written) throws MessagingException {
        return new MimeMessage(null, new ByteArrayInputStream(written.replace("\n", "\r\n").getBytes(UTF_8)));
    }

    @Test
    void isReadAsTextAndAsHtml() throws MessagingException, IOException {
        String text = "Здравствуйте, Анна!\n\n.точка, = и длинная строка " + "слово ".repeat(300) + "\nFrom here";
        MimeMessage letter = read(written(letter(message("Ваш заказ", text, null))));

        assertThat(letter.isMimeType("multipart/alternative")).isTrue();
        Multipart parts = (Multipart) letter.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        BodyPart plain = parts.getBodyPart(0);
        assertThat(plain.getContentType()).isEqualToIgnoringCase("text/plain; charset=utf-8");
        assertThat(((String) plain.getContent()).replace("\r\n", "\n").strip()).isEqualTo(text);
        BodyPart html = parts.getBodyPart(1);
        assertThat(html.getContentType()).isEqualToIgnoringCase("text/html; charset=utf-8");
        assertThat((String) html.getContent()).contains("<p>Здравствуйте, Анна!</p>", "lang=\"ru\"");
    }

    @Test
    void namesUsAndWhatItAnswers() throws MessagingException {
        MimeMessage letter = read(written(letter(message("s", "t", null))));

        InternetAddress from = (InternetAddress) letter.getFrom()[0];
        assertThat(from.getPersonal()).isEqualTo("Контактный центр «Ромашка»");
        assertThat(from.getAddress()).isEqualTo("hub@example.org");
        assertThat(letter.getMessageID()).isEqualTo("<" + ID + "@example.org>");
        assertThat(letter.getHeader("In-Reply-To")).containsExactly("<t@x>");
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-replied");
    }

    @Test
    void comesBackToAnAddressOfItsOwn() {
        assertThat(letter(message("s", "t", null)).getBounceAddress())
                .isEqualTo("bounces+" + ID + "@mail.example.org");
        assertThat(new Composing("hub@example.org", settings(null, null)).letter(message("s", "t", null))
                .getBounceAddress()).isNull();
    }

    @Test
    void offersOneClickOnlyWhereOneMayUnsubscribe() throws MessagingException {
        assertThat(read(written(letter(message("s", "t", null)))).getHeader("List-Unsubscribe")).isNull();
        MimeMessage offer = read(written(letter(message("s", "Скидка!", LINK))));
        assertThat(offer.getHeader("List-Unsubscribe", null).replaceAll("\\s+", " "))
                .isEqualTo("<" + LINK + ">, <mailto:out@example.org?subject=STOP&body=STOP>");
        assertThat(offer.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(offer.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void showsTheWayOutInTheLanguageOfTheLetter() {
        assertThat(letter(message("s", "Скидка!", LINK)).getText()).endsWith("Не присылать таких писем: " + LINK);
        assertThat(letter(message("s", "Sale!", LINK)).getHtml())
                .contains("No more letters like this: <a href=\"" + LINK);
    }

    /** RFC 8058, 3.1: one click needs a link that nobody on the way can read. */
    @Test
    void offersNoOneClickOverPlainHttp() throws MessagingException {
        MimeMessage offer = read(written(letter(message("s", "Скидка!", LINK.replace("https", "http")))));
        assertThat(offer.getHeader("List-Unsubscribe")).isNotNull();
        assertThat(offer.getHeader("List-Unsubscribe-Post")).isNull();
    }

    @Property
    void keepsAnySubjectAndNoLineIsTooLong(@ForAll @StringLength(max = 400) String subject) throws MessagingException {
        String shown = subject.replaceAll("\\p{Cntrl}+", " ");
        Assume.that(UTF_8.newEncoder().canEncode(shown));
        String written = written(letter(message(subject, "text", LINK)));

        assertThat(US_ASCII.newEncoder().canEncode(written)).as("nothing but ASCII in %s", written).isTrue();
        assertThat(written.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
        assertThat(read(written).getSubject().replaceAll("\\s+", " ").strip())
                .isEqualTo(shown.replaceAll("\\s+", " ").strip());
    }

    @ParameterizedTest
    @ValueSource(strings = { "nobody", "a b@c", "a@b\r\nBcc: c@d", "", "@b"})
    void refusesSettingsThatAreNoAddress(String said) {
        assertThatThrownBy(() -> new Composing(said, settings(null, null)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("quarkus.mailer.from");
        assertThatThrownBy(() -> new Composing("a@b", settings(said, null)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("hub.email.bounces");
    }
}
