package contacthub.contact.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A feed is read within bounds, whatever its host does. */
class FeedReaderTest {

    private static FeedServer server;

    private final FeedReader reader = new FeedReader(server.trust(), Duration.ofSeconds(60));

    @BeforeAll
    static void serve() {
        server = new FeedServer();
        server.serve("/fine.ics", () -> "BEGIN:VCALENDAR");
        server.serve("/elsewhere.ics", exchange -> {
            exchange.getResponseHeaders().add("Location", server.url("/fine.ics"));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.serve("/drops.ics", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('B');
            exchange.getResponseBody().flush();
        });
        server.serve("/endless.ics", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] more = new byte[100_000];
            while (true) {
                exchange.getResponseBody().write(more);
            }
        });
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void readsWhatIsServed() throws IOException {
        assertThat(reader.read(URI.create(server.url("/fine.ics")))).isEqualTo("BEGIN:VCALENDAR");
    }

    @Test
    void followsNoRedirect() {
        fails("/elsewhere.ics", "it answered with status 302");
        fails("/missing.ics", "it answered with status 404");
    }

    @Test
    void waitsNoLongerThanItMay() {
        FeedReader impatient = new FeedReader(server.trust(), Duration.ofSeconds(1));

        assertThatIOException().isThrownBy(() -> impatient.read(URI.create(server.url("/drops.ics"))))
                .withMessage("it did not answer within 1 seconds");
    }

    @Test
    void readsNoMoreThanItMay() {
        fails("/endless.ics", "it is larger than 1024 KiB");
    }

    @Test
    void trustsOnlyWhoItIsTold() throws NoSuchAlgorithmException {
        FeedReader strict = new FeedReader(SSLContext.getDefault(), Duration.ofSeconds(5));

        assertThatIOException().isThrownBy(() -> strict.read(URI.create(server.url("/fine.ics"))))
                .withMessageContaining("SSL");
    }

    private void fails(String path, String why) {
        assertThatIOException().isThrownBy(() -> reader.read(URI.create(server.url(path)))).withMessage(why);
    }
}
