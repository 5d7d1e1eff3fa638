package contacthub.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import contacthub.contracts.Json;

/** The messenger the hub writes to: counts every text it took, and can be down, slow, busy or refuse, as told. */
public final class TelegramGateway {

    static final String TOKEN = "123456:token-of-journeys";

    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();
    private final int port;
    private HttpServer server;
    private volatile Fault fault = Fault.NONE;

    TelegramGateway() {
        listen(0);
        this.port = server.getAddress().getPort();
    }

    /** What is wrong with it. */
    public enum Fault {
        NONE, SLOW, BUSY, REFUSING
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Behaves so from now on. */
    public void set(Fault next) {
        fault = next;
    }

    /** Nobody listens any more. */
    public void down() {
        server.stop(0);
    }

    /** Where it listened before. */
    public void up() {
        listen(port);
    }

    /** How many times it took a text. */
    public int taken(String text) {
        return Optional.ofNullable(taken.get(text)).map(AtomicInteger::get).orElse(0);
    }

    /** How many messages it took in all. */
    public int taken() {
        return taken.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private void listen(int where) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), where), 500);
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway cannot listen", e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread daemon = new Thread(task, "gateway");
            daemon.setDaemon(true);
            return daemon;
        }));
        server.createContext("/bot" + TOKEN + "/sendMessage", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode message = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        switch (fault) {
            case BUSY ->
                answer(exchange, 429, refused(429, "Too Many Requests", ",\"parameters\":{\"retry_after\":3}"));
            case REFUSING -> answer(exchange, 400, refused(400, "Bad Request: message is not nice", ""));
            case SLOW -> take(exchange, message, Duration.ofSeconds(30));
            default -> take(exchange, message, Duration.ZERO);
        }
    }

    private void take(HttpExchange exchange, JsonNode message, Duration slowness) throws IOException {
        LockSupport.parkNanos(slowness.toNanos());
        int number = taken.computeIfAbsent(message.path("text").asText(), text -> new AtomicInteger())
                .incrementAndGet();
        answer(exchange, 200, "{\"ok\":true,\"result\":{\"message_id\":%d}}".formatted(number));
    }

    private static String refused(int status, String description, String more) {
        return "{\"ok\":false,\"error_code\":%d,\"description\":\"%s\"%s}".formatted(status, description, more);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
