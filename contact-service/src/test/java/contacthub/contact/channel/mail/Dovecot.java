package contacthub.contact.channel.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import contacthub.stack.Folders;
import contacthub.stack.FreePorts;

/**
 * A real IMAP server with one mailbox, into which tests put letters byte by byte. It runs as the current user, or as
 * nobody where that is root, as whom it does not open mailboxes. What is kept of it is kept in system properties:
 * Quarkus loads test classes more than once.
 */
public final class Dovecot implements QuarkusTestResourceLifecycleManager {

    static final String MISSING = "skipped: no dovecot here (apt-get install -y --no-install-recommends dovecot-imapd)";
    private static final Path PROGRAM = Stream.of("/usr/sbin/dovecot", "/usr/local/sbin/dovecot",
            "/opt/homebrew/sbin/dovecot").map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
    private static final String HOME = "contacthub.testkit.dovecot.home";
    private static final String PORT = "contacthub.testkit.dovecot.port";
    private static final String PID = "contacthub.testkit.dovecot.pid";
    private static final int NOBODY = 65534;

    static boolean isHere() {
        return PROGRAM != null;
    }

    @Override
    public Map<String, String> start() {
        if (!isHere()) {
            return Map.of();
        }
        System.setProperty(PORT, Integer.toString(FreePorts.next()));
        try {
            // Not below the build: names of sockets are short, and nobody must be let through.
            Path home = Files.createTempDirectory("hub-imap");
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            System.setProperty(HOME, home.toString());
            for (String part : new String[]{ "new", "cur", "tmp"}) {
                own(Files.createDirectories(maildir().resolve(part)));
            }
            own(maildir());
            own(maildir().getParent());
            Files.writeString(home().resolve("dovecot.conf"), settings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run();
        return Map.of("hub.mail.main.host", "127.0.0.1", "hub.mail.main.port", System.getProperty(PORT),
                "hub.mail.main.user", "main", "hub.mail.main.password", "secret", "hub.mail.main.tls", "none",
                "hub.mail.locked.host", "127.0.0.1", "hub.mail.locked.port", System.getProperty(PORT),
                "hub.mail.locked.user", "locked", "hub.mail.locked.password", "wrong", "hub.mail.locked.tls", "none");
    }

    @Override
    public void stop() {
        if (isHere()) {
            kill();
            try {
                Folders.delete(home());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME));
    }

    private static Path maildir() {
        return home().resolve("mail").resolve("main");
    }

    /** Begins to serve; returns when it answers. */
    static void run() {
        try {
            Process dovecot = new ProcessBuilder(PROGRAM.toString(), "-F", "-c",
                    home().resolve("dovecot.conf").toString())
                    .redirectErrorStream(true).redirectOutput(home().resolve("out.log").toFile()).start();
            System.setProperty(PID, Long.toString(dovecot.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("dovecot").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50))
                .until(Dovecot::answers);
    }

    /** Ends at once with everything it started, as by kill -9. */
    static void kill() {
        ProcessHandle.of(Long.parseLong(System.getProperty(PID))).ifPresent(dovecot -> {
            Stream.concat(Stream.of(dovecot), dovecot.descendants()).toList().forEach(ProcessHandle::destroyForcibly);
            dovecot.onExit().join();
        });
    }

    private static boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", Integer.getInteger(PORT)), 500);
            return socket.getInputStream().read() == '*';
        } catch (IOException e) {
            return false;
        }
    }

    /** Puts a letter into the mailbox. */
    static void deliver(String letter) {
        deliver(letter.replace("\n", "\r\n").getBytes(UTF_8));
    }

    /** Puts these very bytes into the mailbox. */
    static void deliver(byte[] letter) {
        String name = System.nanoTime() + "." + UUID.randomUUID() + ".test";
        try {
            Path file = maildir().resolve("tmp").resolve(name);
            own(Files.write(file, letter));
            Files.move(file, maildir().resolve("new").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void own(Path path) throws IOException {
        if (isRoot()) {
            Files.setAttribute(path, "unix:uid", NOBODY);
            Files.setAttribute(path, "unix:gid", NOBODY);
        }
    }

    private static String settings() throws IOException {
        String user = System.getProperty("user.name");
        return """
                base_dir = %1$s/run
                state_dir = %1$s/run
                log_path = %1$s/dovecot.log
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                auth_failure_delay = 0
                mail_location = maildir:%1$s/mail/%%u
                first_valid_uid = 1
                first_valid_gid = 1
                %2$s
                passdb {
                  driver = static
                  args = password=secret
                }
                userdb {
                  driver = static
                  args = uid=%3$s gid=%4$s home=%1$s/mail/%%u
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %5$s
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service anvil {
                  chroot =
                }
                """.formatted(home(),
                isRoot()
                        ? ""
                        : "default_login_user = " + user + "\ndefault_internal_user = " + user
                                + "\ndefault_internal_group = " + Files.getAttribute(home(), "posix:group"),
                isRoot() ? NOBODY : Files.getAttribute(home(), "unix:uid"),
                isRoot() ? NOBODY : Files.getAttribute(home(), "unix:gid"), System.getProperty(PORT));
    }
}
