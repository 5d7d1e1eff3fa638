package contacthub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpServer;

class HttpLoadTest {

    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(body);
            exchange.sendResponseHeaders(body.equals("bad") ? 400 : 202, 2);
            try (OutputStream answer = exchange.getResponseBody()) {
                answer.write("ok".getBytes(StandardCharsets.UTF_8));
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsEveryRequestOnce() throws IOException {
        HttpLoad.Result result = run(Long::toString, HttpLoad.Limit.requests(500));
        assertThat(result.answered()).isEqualTo(500);
        assertThat(result.refused()).isZero();
        assertThat(received).hasSize(500);
    }

    @Test
    void countsRefusalsApart() throws IOException {
        HttpLoad.Result result = run(number -> number % 2 == 0 ? "good" : "bad", HttpLoad.Limit.requests(100));
        assertThat(result.answered()).isEqualTo(50);
        assertThat(result.refused()).isEqualTo(50);
    }

    @Test
    void keepsToRate() throws IOException {
        HttpLoad.Result result = run(Long::toString, HttpLoad.Limit.rate(Duration.ofSeconds(1), 100));
        assertThat(result.answered()).isBetween(50L, 102L);
    }

    private HttpLoad.Result run(java.util.function.LongFunction<String> body, HttpLoad.Limit limit)
            throws IOException {
        URI service = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return HttpLoad.run(service, 4, number -> request(body.apply(number)), limit);
    }

    private static byte[] request(String body) {
        return ("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
