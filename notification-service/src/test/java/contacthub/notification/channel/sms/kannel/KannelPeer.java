package contacthub.notification.channel.sms.kannel;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

import contacthub.notification.channel.sms.SmscPeer;

/** Kannel as HTTP gateway, bound to the SMSC of {@link SmscPeer}. */
public final class KannelPeer extends SmscPeer {

    private static final Path BEARERBOX = Path.of("/usr/sbin/bearerbox");
    private static final Path FOLDER = Path.of("target/kannel");

    private Process bearerbox;
    private Process smsbox;

    /** Skips a test where there is no such peer. */
    public static void require() {
        Assumptions.assumeTrue(Files.isExecutable(BEARERBOX),
                "skipped: no Kannel; apt-get install -y --no-install-recommends kannel brings it");
        SmscPeer.require();
    }

    @Override
    protected Map<String, String> settings(int port) {
        if (!Files.isExecutable(BEARERBOX)) {
            return Map.of();
        }
        int sendsms = freePort();
        int service = freePort();
        start(port, sendsms);
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.http.test-port", Integer.toString(service));
        settings.put("hub.sms.http.url", "http://127.0.0.1:" + sendsms + "/cgi-bin/sendsms");
        settings.put("hub.sms.http.user", "hub");
        settings.put("hub.sms.http.password", "secret & more");
        settings.put("hub.sms.http.sender", "3434");
        settings.put("hub.sms.http.callback-url", "http://127.0.0.1:" + service);
        return settings;
    }

    private void start(int smsc, int sendsms) {
        int boxes = freePort();
        try {
            Files.createDirectories(FOLDER);
            Path file = FOLDER.resolve("kannel.conf");
            Files.writeString(file, configuration(smsc, sendsms, boxes));
            bearerbox = box("bearerbox", file);
            awaitPort(boxes);
            smsbox = box("smsbox", file);
            awaitPort(sendsms);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process box(String name, Path file) throws IOException {
        return new ProcessBuilder(BEARERBOX.resolveSibling(name).toString(), "-v", "4", file.toString())
                .redirectErrorStream(true).redirectOutput(new File(FOLDER.toFile(), name + ".log")).start();
    }

    private static void awaitPort(int port) {
        Awaitility.await("Kannel").atMost(Duration.ofSeconds(15)).ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return true;
                });
    }

    @Override
    public void stop() {
        Stream.of(smsbox, bearerbox).filter(box -> box != null).forEach(Process::destroy);
        super.stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As its user's guide has it, open to this machine only. */
    private static String configuration(int smsc, int sendsms, int boxes) {
        return String.join("\n", List.of("group = core", "admin-port = " + freePort(), "admin-password = admin",
                "smsbox-port = " + boxes, "box-deny-ip = \"*.*.*.*\"", "box-allow-ip = \"127.0.0.1\"",
                "dlr-storage = internal", "",
                "group = smsc", "smsc = smpp", "host = 127.0.0.1", "port = " + smsc, "transceiver-mode = true",
                "smsc-username = kannel", "smsc-password = secret", "system-type = \"\"", "",
                "group = smsbox", "bearerbox-host = 127.0.0.1", "sendsms-port = " + sendsms, "",
                "group = sendsms-user", "username = hub", "password = \"secret & more\"", "concatenation = true",
                "max-messages = 10", "", "group = sms-service", "keyword = default", "text = none",
                "max-messages = 0", ""));
    }
}
