package contacthub.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import contacthub.stack.FreePorts;

/**
 * A real mail server between the hub and the company's mailbox. It refuses at once whom it does not know, takes letters
 * to {@link #LATE} and finds out later that nobody there wants them, and lets {@link #GREYLISTED} wait. It needs root
 * and keeps its queue in file systems of its own, which end with it.
 */
final class OpenSmtpd implements AutoCloseable {

    static final String MISSING = "skipped: no OpenSMTPD that may be started here, as root"
            + " (apt-get install -y --no-install-recommends opensmtpd)";
    /** The domain whose letters it delivers, of one user. */
    static final String DOMAIN = "peer.example";
    static final String KNOWN = "anna@" + DOMAIN;
    /** Taken for now, and refused by the next server. */
    static final String LATE = "late.example";
    /** Refused for now, each time. */
    static final String GREYLISTED = "slow@" + DOMAIN;
    /** Where letters come back to; what comes there reaches the company's mailbox. */
    static final String BOUNCES = "bounces@returned.example";

    private static final Path PROGRAM = Path.of("/usr/sbin/smtpd");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private final Process process;

    private OpenSmtpd(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static boolean isHere() {
        try {
            return Files.isExecutable(PROGRAM) && "root".equals(System.getProperty("user.name"))
                    && new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Starts it; returns when it answers.
     *
     * @param mailbox the address of the company's mailbox
     * @param smtp where letters to that mailbox, and to its own users, are handed on to
     */
    static OpenSmtpd start(Path home, String mailbox, int smtp) {
        try {
            Files.createDirectories(home);
            int port = FreePorts.next();
            Path settings = home.resolve("smtpd.conf").toAbsolutePath();
            Files.writeString(settings, settings(port, FreePorts.next(), mailbox, smtp));
            Process process = new ProcessBuilder("unshare", "--mount", "sh", "-c", """
                    mkdir -p /var/spool && mount -t tmpfs tmpfs /var/spool && mkdir -m 711 /var/spool/smtpd \\
                    && mount -t tmpfs tmpfs /run && exec "$0" -d -f "$1"
                    """, PROGRAM.toString(), settings.toString()).redirectErrorStream(true)
                    .redirectOutput(home.resolve("smtpd.log").toFile()).start();
            OpenSmtpd server = new OpenSmtpd(port, process);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "end-smtpd"));
            Awaitility.await("OpenSMTPD, whose log is in " + home).atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50)).until(server::answers);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it takes letters. */
    int port() {
        return port;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return socket.getInputStream().read() == '2';
        } catch (IOException e) {
            return false;
        }
    }

    /** Bounces are handed over in the name of a postmaster: the mailbox's server takes no letter without a sender. */
    private static String settings(int port, int refusing, String mailbox, int smtp) {
        String returned = BOUNCES.substring(BOUNCES.indexOf('@') + 1);
        return """
                table greylisted { "%s" }
                table users { "%s" }
                table returned { "%s" = "nobody" }
                filter "grey" phase rcpt-to match rcpt-to <greylisted> reject "451 4.7.1 Greylisted, try again later"
                listen on 127.0.0.1 port %d filter "grey"
                listen on 127.0.0.1 port %d tag "refusing"
                action "hand over" mda "smtp -F postmaster@%s -s smtp://127.0.0.1:%d %s" virtual <returned> user nobody
                action "deliver" relay host smtp://127.0.0.1:%d
                action "late" relay host smtp://127.0.0.1:%d
                match from any for domain "%s" action "hand over"
                match from any for domain "%s" rcpt-to <users> action "deliver"
                match !tag "refusing" from any for domain "%s" action "late"
                """.formatted(GREYLISTED, KNOWN, BOUNCES, port, refusing, returned, smtp, mailbox, smtp, refusing,
                returned,
                DOMAIN, LATE);
    }
}
