package contacthub.contact.channel.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MailReaderTest {

    private static final String SUBJECT = "Не пришёл заказ № 48213";
    private static final String TEXT = "Здравствуйте! Когда вы привезёте мой заказ? Анна Петрова, Казань";

    private static Mail read(String letter) throws MailReader.Unreadable {
        return MailReader.read(letter.replace("\n", "\r\n").getBytes(UTF_8));
    }

    private static byte[] joined(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = { "windows-1251", "ISO-8859-5", "KOI8-R", "UTF-8", "IBM866"})
    void readsRussianInEveryCharsetLabelledOrNot(String charset) throws MailReader.Unreadable {
        String plain = SUBJECT.replace("№", "N");
        byte[] raw = plain.getBytes(Charset.forName(charset));
        String word = "=?" + charset + "?B?" + Base64.getEncoder().encodeToString(raw) + "?=";
        byte[] labelled = joined(("From: a@example.ru\r\nSubject: " + word + "\r\nContent-Type: text/plain; charset="
                + charset + "\r\n\r\n").getBytes(ISO_8859_1), TEXT.getBytes(Charset.forName(charset)));
        byte[] unlabelled = joined("From: a@example.ru\r\nSubject: ".getBytes(ISO_8859_1), raw,
                "\r\n\r\n".getBytes(ISO_8859_1), TEXT.getBytes(Charset.forName(charset)));

        assertThat(MailReader.read(labelled)).extracting(Mail::subject, Mail::text).containsExactly(plain, TEXT);
        assertThat(MailReader.read(unlabelled)).extracting(Mail::subject, Mail::text).containsExactly(plain, TEXT);
    }

    @Test
    void joinsCharactersThatAreSplitBetweenEncodedWords() throws MailReader.Unreadable {
        byte[] raw = "Заказ".getBytes(UTF_8);
        String first = Base64.getEncoder().encodeToString(Arrays.copyOf(raw, 3));
        String second = Base64.getEncoder().encodeToString(Arrays.copyOfRange(raw, 3, raw.length));

        assertThat(read("From: a@example.ru\nSubject: Re: =?utf-8?B?" + first + "?=\n =?UTF-8?B?" + second
                + "?= 42\n\nx").subject()).isEqualTo("Re: Заказ 42");
    }

    @Test
    void readsFileNamesInEveryNotation() throws MailReader.Unreadable {
        Mail mail = read("""
                From: a@example.ru
                Content-Type: multipart/mixed; boundary=b

                --b

                text
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename*0*=UTF-8''%D0%A1%D1%87; filename*1*=%D1%91%D1%82.pdf
                Content-Transfer-Encoding: base64

                AAAA
                --b
                Content-Type: application/pdf; name="=?UTF-8?B?0KHRh9GR0YIucGRm?="

                AAAA
                --b--
                """);

        assertThat(mail.attachments()).extracting(file -> file.name()).containsExactly("Счёт.pdf", "Счёт.pdf");
        assertThat(mail.attachments()).extracting(file -> file.section()).containsExactly("2", "3");
        assertThat(mail.text()).isEqualTo("text");
    }

    /** Words of a bounce, and our letter beside them: but a person wrote, who can be answered. */
    @Test
    void takesNoPersonWhoGivesALetterBackForABounce() throws MailReader.Unreadable {
        String letter = """
                From: %s
                To: shop@example.org
                Subject: =?UTF-8?B?0JfQsNC60LDQtyDQvdC1INC00L7RgdGC0LDQstC70LXQvQ==?=
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8

                Посылка не доставлена: could not be delivered
                --b
                Content-Type: message/rfc822

                Return-Path: <shop@example.org>
                Subject: order

                x
                --b--
                """;

        assertThat(read(letter.formatted("anna@customer.example")).kind()).isEqualTo(Mail.Kind.CONTACT);
        assertThat(read(letter.formatted("no-reply@provider.example")).kind()).isEqualTo(Mail.Kind.BOUNCE);
        assertThat(read(letter.replace("<shop@", "<other@").formatted("no-reply@provider.example")).kind())
                .isEqualTo(Mail.Kind.CONTACT);
    }

    @Test
    void readsTheWordsOfHtml() throws MailReader.Unreadable {
        Mail mail = read("""
                From: "Петрова, Анна" <Anna@Example.ru>
                Subject: s
                Date: Mon, 2 Mar 2026 09:15:00 +0300
                Message-ID: <m1@example.ru>
                References: <a@x> <b@x>
                In-Reply-To: <b@x>
                Content-Type: text/html; charset=utf-8

                <html><head><style>p {color: red}</style></head><body><p>Где <b>заказ</b>?</p><script>alert(1)</script>
                <div>Жду.<br>Анна</div><blockquote><div>Мы пришлём.</div></blockquote></body></html>
                """);

        assertThat(mail.text()).isEqualTo("Где заказ?\n\nЖду.\nАнна");
        assertThat(mail.fullText()).endsWith("> Мы пришлём.");
        assertThat(mail.from()).isEqualTo("Anna@Example.ru");
        assertThat(mail.name()).isEqualTo("Петрова, Анна");
        assertThat(mail.date()).isEqualTo(Instant.parse("2026-03-02T06:15:00Z"));
        assertThat(mail.answers()).containsExactly("<a@x>", "<b@x>");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Auto-Submitted: auto-replied", "X-Autoreply: yes", "Precedence: bulk",
            "List-Id: <news.example.org>", "Subject: Автоответ: в отпуске", "Subject: Out of office",
            "X-Auto-Response-Suppress: All"})
    void marksWhatNoPersonWrote(String header) throws MailReader.Unreadable {
        assertThat(read("From: a@example.ru\n" + header + "\n\nI am away").kind()).isEqualTo(Mail.Kind.AUTOMATIC);
        assertThat(read("From: a@example.ru\nAuto-Submitted: no\n\nI am here").kind()).isEqualTo(Mail.Kind.CONTACT);
    }

    @Test
    void findsOurNotificationInBounce() throws MailReader.Unreadable {
        Mail mail = read(Letters.bounce("019cad51-e3c8-7b1a-8e0d-2f4b6c8d0e1f", "anna@example.ru", "5.1.1"));

        assertThat(mail.kind()).isEqualTo(Mail.Kind.BOUNCE);
        assertThat(mail.bounce()).isEqualTo(new Bounce("019cad51-e3c8-7b1a-8e0d-2f4b6c8d0e1f", "anna@example.ru",
                "5.1.1", "smtp; 550 5.1.1 User unknown"));
    }

    /** Some servers give nothing of a letter back, or the letter of somebody else. */
    @ParameterizedTest
    @ValueSource(strings = { "To: ", "Delivered-To: ", "X-Original-To: ", "Envelope-To: "})
    void findsOurNotificationByTheAddressItWasSentFrom(String field) throws MailReader.Unreadable {
        String address = "bounces+019cad51-e3c8-7b1a-8e0d-2f4b6c8d0e1f@mail.example.org";
        String bounce = Letters.bounce("01900000-e3c8-7b1a-8e0d-2f4b6c8d0e1f", "anna@example.ru", "4.2.2")
                .replace("To: shop@example.org", field + "<" + address + ">");
        assertThat(read(bounce).bounce().notification()).isEqualTo("019cad51-e3c8-7b1a-8e0d-2f4b6c8d0e1f");

        Mail unusual = read("From: postmaster@example.ru\n" + field + address + "\nSubject: hello\n\nbyebye");
        assertThat(unusual.kind()).isEqualTo(Mail.Kind.BOUNCE);
        assertThat(unusual.bounce().notification()).isEqualTo("019cad51-e3c8-7b1a-8e0d-2f4b6c8d0e1f");
        assertThat(read("From: anna@example.ru\n" + field + address + "\nSubject: Re: order\n\nWas it delivered?")
                .kind()).isEqualTo(Mail.Kind.CONTACT);
        assertThat(read("From: anna@example.ru\n" + field + address + "\nAuto-Submitted: auto-replied\n\nI am away")
                .kind()).isEqualTo(Mail.Kind.AUTOMATIC);
    }

    /** As OpenSMTPD says it: a status that says nothing, and words. */
    @Test
    void believesTheWordsWhereTheStatusSaysNothing() throws MailReader.Unreadable {
        String id = "019cad51-e3c8-7b1a-8e0d-2f4b6c8d0e1f";
        assertThat(read(Letters.bounce(id, "anna@example.ru", "5.0.0")
                .replace("550 5.0.0 User unknown", "550 Invalid recipient: <anna@example.ru>")).bounce().reason())
                .isEqualTo(Bounce.ADDRESS_UNKNOWN);
        assertThat(read(Letters.bounce(id, "anna@example.ru", "5.0.0")
                .replace("550 5.0.0 User unknown", "550 we do not like you")).bounce().reason())
                .isEqualTo(Bounce.REJECTED);
    }

    @Test
    void takesDelayForNoFailure() throws MailReader.Unreadable {
        String delayed = Letters.bounce("019cad51-e3c8-7b1a-8e0d-2f4b6c8d0e1f", "anna@example.ru", "4.4.1")
                .replace("Action: failed", "Action: delayed");
        assertThat(read(delayed).kind()).isEqualTo(Mail.Kind.REPORT);
    }

    @Test
    void makesTheSameEventOfTheSameLetterOnly() throws MailReader.Unreadable {
        String letter = "From: a@example.ru\nMessage-ID: <1@x>\n\n";

        assertThat(read("Received: by one\n" + letter + "one").fingerprint())
                .isEqualTo(read("Received: by two\n" + letter + "one").fingerprint())
                .isNotEqualTo(read(letter + "two").fingerprint());
    }

    @Test
    void refusesFloodOfHeaders() {
        assertThatThrownBy(() -> read("X-A: b\n".repeat(60_000) + "\nx")).isInstanceOf(MailReader.Unreadable.class)
                .hasMessageContaining("header is larger");
    }

    @Test
    void boundsWhatHostileLettersCost() {
        String nested = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(500);
        String parts = "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(50_000);
        String spaces = "Content-Type: text/html\n\n<pre>" + " ".repeat(1_000_000) + "x";
        String fields = "Content-Type: message/delivery-status\n\nDiagnostic-Code: x\n" + " x\n".repeat(300_000);
        String tags = "Content-Type: text/html\n\n" + "<div><blockquote>".repeat(50_000);

        assertTimeout(Duration.ofSeconds(10), () -> {
            read("From: a@example.ru\n" + nested);
            read("From: a@example.ru\n" + parts);
            read("From: a@example.ru\n" + tags);
            read("From: a@example.ru\n" + spaces);
            read("From: a@example.ru\n" + fields);
            read("From: " + "<a@".repeat(20_000) + "\n\nx");
        });
    }

    @Property(tries = 300)
    void neverFailsOtherwiseThanByRefusing(@ForAll byte[] bytes) {
        try {
            assertThat(MailReader.read(joined("From: a@b.ru\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                    .getBytes(ISO_8859_1), bytes)).text()).doesNotContain("\0");
        } catch (MailReader.Unreadable e) {
            assertThat(e).hasMessageContaining("letter");
        }
    }
}
