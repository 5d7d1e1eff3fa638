package contacthub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

import org.awaitility.Awaitility;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A real mail server for tests: services send to it by SMTP, tests wait for what arrived. Customers may write to one
 * mailbox in it, which a service reads by IMAP.
 */
public final class Mailbox implements QuarkusTestResourceLifecycleManager {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * Where the letters are handed over as bytes: Quarkus loads test classes, with their fields, more than once. The
     * MBean server is one per JVM; a system property that is no text stops Quarkus' transaction manager.
     */
    private static final String ARRIVED = "contacthub.testkit:type=Mailbox";

    /** The mailbox that customers write to: its address, which is also the user's name, and the password. */
    public static final String COMPANY = "company@mailbox.example";
    public static final String PASSWORD = "of the company's mailbox";

    private GreenMail server;

    @Override
    public Map<String, String> start() {
        server = new GreenMail(new ServerSetup[]{ new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)});
        server.setUser(COMPANY, COMPANY, PASSWORD);
        server.start();
        Callable<List<byte[]>> arrived = () -> Stream.of(server.getReceivedMessages()).map(Mailbox::bytes).toList();
        offer(arrived);
        return Map.of("quarkus.mailer.host", "127.0.0.1", "quarkus.mailer.port",
                Integer.toString(server.getSmtp().getPort()), "quarkus.mailer.mock", "false",
                "quarkus.mailer.tls", "false", "quarkus.mailer.start-tls", "DISABLED");
    }

    @Override
    public void stop() {
        server.stop();
    }

    /** Where the company's mailbox is read, on this machine and without TLS. */
    public int imapPort() {
        return server.getImap().getPort();
    }

    /** Where it takes letters, on this machine and without TLS. */
    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    /** A customer answers a letter with this text above what it said, as mail programs do. */
    public void answer(Letter letter, String customer, String text) {
        try {
            MimeMessage answer = new MimeMessage(server.getSmtp().createSession());
            answer.setFrom(customer);
            answer.setRecipients(Message.RecipientType.TO, COMPANY);
            answer.setSubject("Re: " + letter.subject(), UTF_8.name());
            answer.setHeader("In-Reply-To", letter.header("Message-ID").orElseThrow());
            answer.setSentDate(new Date());
            answer.setText(text + "\n\n" + letter.text().lines().map(line -> "> " + line).collect(joining("\n")),
                    UTF_8.name());
            Transport.send(answer);
        } catch (MessagingException e) {
            throw new IllegalStateException("the letter cannot be sent", e);
        }
    }

    /** Everything that arrived so far, oldest first. */
    public static List<Letter> letters() {
        return arrived().stream().map(Letter::read).toList();
    }

    /** The first letter to that address, waited for. */
    public static Letter awaitLetterTo(String address) {
        return awaitLetter("to " + address, letter -> letter.isTo(address));
    }

    /** The first letter that is as described, waited for. */
    public static Letter awaitLetter(String description, Predicate<Letter> wanted) {
        return Awaitility.await("a letter " + description).atMost(PATIENCE)
                .until(() -> letters().stream().filter(wanted).findFirst(), found -> found.isPresent()).orElseThrow();
    }

    private static void offer(Callable<List<byte[]>> arrived) {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName(ARRIVED);
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
            server.registerMBean(new StandardMBean(arrived, Callable.class, false), name);
        } catch (JMException e) {
            throw new IllegalStateException("the mailbox cannot be offered to tests", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<byte[]> arrived() {
        try {
            return (List<byte[]>) ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName(ARRIVED), "call",
                    null, null);
        } catch (InstanceNotFoundException e) {
            throw new IllegalStateException("Mailbox is not started: annotate the test with it", e);
        } catch (JMException e) {
            throw new IllegalStateException("the mail server does not answer", e);
        }
    }

    private static byte[] bytes(MimeMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            message.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException("a letter that cannot be written", e);
        }
        return bytes.toByteArray();
    }
}
