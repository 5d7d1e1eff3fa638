package contacthub.notification.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;

import contacthub.contracts.Address;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;

/** What the adapter knows before it ever speaks to a mail server. */
class EmailAdapterTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void isNotConfiguredByDefault() {
        assertThat(adapter("not-configured.invalid", 25).isConfigured()).isFalse();
        assertThat(adapter("mail.example.org", 25).isConfigured()).isTrue();
    }

    @Test
    void triesAgainWhereNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(adapter("127.0.0.1", free).send(to("olga@example.org")))
                .isInstanceOf(Outcome.TransientFailure.class);
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThat(adapter("127.0.0.1", 25).send(to("a@b\r\nBcc: c@d")))
                .isEqualTo(new Outcome.PermanentFailure(Outcome.ADDRESS_UNKNOWN, "no e-mail address"));
    }

    private static EmailAdapter adapter(String host, int port) {
        return new EmailAdapter(null, VERTX, host, Optional.of(port), false, "hub@example.org",
                ComposingTest.settings(null, null));
    }

    private static Message to(String address) {
        return new Message(new UUID(0, 0), Address.of("email", address), null, null, "s", "t", false);
    }
}
