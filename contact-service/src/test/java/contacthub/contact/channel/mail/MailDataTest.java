package contacthub.contact.channel.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real letters of parsers' test suites, mail servers' bounces and quoted replies. */
class MailDataTest {

    private static final Logger LOG = Logger.getLogger(MailDataTest.class);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static Path folder;

    /** What became of one file. */
    private enum Outcome {
        CONTACT, AUTOMATIC, BOUNCE, REPORT, REFUSED
    }

    @BeforeAll
    static void findData() {
        Optional<Path> found = MailData.folder();
        assumeTrue(found.isPresent(), MailData.ABSENT);
        folder = found.get();
    }

    private static Mail mail(String file) throws MailReader.Unreadable {
        return MailReader.read(MailData.bytes(folder.resolve(file)));
    }

    /** A letter without a sender is nobody's contact: intake refuses it. */
    private static Outcome outcome(Path file) {
        try {
            Mail mail = MailReader.read(MailData.bytes(file));
            boolean contact = mail.kind() == Mail.Kind.CONTACT || mail.kind() == Mail.Kind.AUTOMATIC;
            return contact && mail.from() == null ? Outcome.REFUSED : Outcome.valueOf(mail.kind().name());
        } catch (MailReader.Unreadable e) {
            return Outcome.REFUSED;
        }
    }

    @Test
    void readsEveryLetterInBoundedTime() {
        Map<String, Map<Outcome, Integer>> table = new TreeMap<>();
        for (Path file : MailData.files(folder)) {
            long start = System.nanoTime();
            Outcome outcome = outcome(file);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(file.toString()).isLessThan(LONGEST);
            table.computeIfAbsent(folder.relativize(file.getParent()).toString(), name -> new EnumMap<>(Outcome.class))
                    .merge(outcome, 1, Integer::sum);
        }
        StringBuilder shown = new StringBuilder("\n%-34s".formatted("folder"));
        for (Outcome outcome : Outcome.values()) {
            shown.append("%10s".formatted(outcome.name().toLowerCase(Locale.ROOT)));
        }
        table.forEach((name, row) -> {
            shown.append("\n%-34s".formatted(name));
            for (Outcome outcome : Outcome.values()) {
                shown.append("%10d".formatted(row.getOrDefault(outcome, 0)));
            }
        });
        LOG.info(shown);
        assertThat(table).hasSizeGreaterThan(10);
    }

    @Test
    void takesNoBounceForContact() {
        List<Path> contacts = MailData.files(folder.resolve("sisimai/bsd")).stream()
                .filter(file -> outcome(file) == Outcome.CONTACT).toList();

        // A person forwards a bounce; two abuse reports in no known form.
        assertThat(contacts).extracting(file -> file.getFileName().toString()).isSubsetOf("lhost-sendmail-14.eml",
                "arf-23.eml", "lhost-amazonses-11.eml");
        assertThat(MailData.files(folder.resolve("sisimai/bsd")).stream()
                .filter(file -> outcome(file) == Outcome.BOUNCE).count()).isGreaterThanOrEqualTo(280);
        assertThat(MailData.files(folder.resolve("sisimai/not"))).extracting(MailDataTest::outcome)
                .containsOnly(Outcome.CONTACT);
    }

    @Test
    void takesNoContactForBounce() {
        List<Path> bounces = List.of("mail-ruby/plain_emails", "mail-ruby/attachment_emails", "mail-ruby/rfc2822",
                "zbateson", "stalwart", "email_reply_parser", "mime4j").stream().map(folder::resolve)
                .flatMap(part -> MailData.files(part).stream()).filter(file -> outcome(file) == Outcome.BOUNCE)
                .toList();

        assertThat(bounces).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "sisimai/bsd/lhost-yandex-01.eml, kijitora@example.jp, 5.1.1, address-unknown",
            "sisimai/bsd/lhost-mailru-03.eml, mikeneko@example.jp, 5.2.2, mailbox-full",
            "sisimai/bsd/lhost-kddi-01.eml, kijitora@x0000000000000.dion.ne.jp, 5.2.2, mailbox-full",
            "sisimai/bsd/lhost-yandex-03.eml, kijitora@6jo.example.jp, 4.4.1, gave-up",
            "mimekit/delivery-status-multiple-blank-lines.txt, orig_recip@customer.com, 5.5.0, rejected"})
    void saysWhomAndWhy(String file, String recipient, String status, String reason) throws MailReader.Unreadable {
        Bounce bounce = mail(file).bounce();

        assertThat(bounce.recipient()).isEqualTo(recipient);
        assertThat(bounce.status()).isEqualTo(status);
        assertThat(bounce.reason()).isEqualTo(reason);
        assertThat(bounce.detail()).isNotBlank();
    }

    @Test
    void readsCyrillicSubjectsAndNames() throws MailReader.Unreadable {
        Mail mail = mail("webklex/mixed_filename.eml");

        assertThat(mail.subject()).isEqualTo("Свежий прайс-лист");
        assertThat(mail.name()).isEqualTo("Прайсы || ПартКом");
    }

    @Test
    void readsCyrillicFileNames() throws MailReader.Unreadable {
        assertThat(mail("mime4j/testmsgs/russian-headers.msg").attachments()).extracting(file -> file.name())
                .containsExactly("Список.doc");
        assertThat(mail("mime4j/mimetools-testmsgs/attachment-filename-encoding-UTF8.msg").attachments())
                .extracting(file -> file.name()).containsExactly("attachment.дць");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "email_1_3.txt | Oh thanks. | On 01/03/11",
            "email_1_4.txt | Awesome! I haven't had another problem with it. | Loader seems to be working",
            "email_1_6.txt | I get proper rendering as well. | Was this caching related",
            "email_1_7.txt | :+1: | Steps 0-2 are in prod",
            "email_2_1.txt | Outlook with a reply | Google Apps Sync Team",
            "email_2_3.txt | Outlook with a reply directly above line | A new comment",
            "email_BlackBerry.txt | Here is another email | Sent from my BlackBerry",
            "email_iPhone.txt | Here is another email | Sent from my iPhone"})
    void findsWhatIsNewlyWritten(String file, String begins, String quoted) {
        String text = Written.newly(new String(MailData.bytes(folder.resolve("email_reply_parser/" + file)), UTF_8));

        assertThat(text).startsWith(begins).doesNotContain(quoted);
    }
}
