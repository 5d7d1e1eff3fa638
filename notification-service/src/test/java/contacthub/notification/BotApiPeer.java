package contacthub.notification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;

import contacthub.contracts.Json;

/**
 * A small strict peer that speaks the Telegram Bot API: {@code /bot<token>/sendMessage} only, chats as numbers, texts of
 * 1 to 4096 characters. Chats 429… are refused once for being too fast, chats 403… have blocked the bot.
 */
public final class BotApiPeer implements QuarkusTestResourceLifecycleManager {

    private static final String TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

    /** Where it says what it took: Quarkus loads test classes, with their fields, more than once. */
    private static final String TAKEN = "contacthub.notification.bot-api";

    private final List<String> all = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("the peer does not start", e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.createContext("/taken", exchange -> write(exchange, new Answer(200, Json.text(all))));
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        System.setProperty(TAKEN, url + "/taken");
        return Map.of("hub.telegram.url", url, "hub.telegram.token",
                TOKEN, "hub.delivery.first-pause", "100ms");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** The requests to a chat so far, as JSON. */
    public static List<String> taken(long chat) {
        return List.of(RestAssured.get(System.getProperty(TAKEN)).as(String[].class)).stream()
                .filter(body -> isTo(chat, body)).toList();
    }

    private static boolean isTo(long chat, String body) {
        return body.contains("\"chat_id\":" + chat + ",");
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        write(exchange, answer(exchange, body));
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer answer(HttpExchange exchange, String body) throws IOException {
        if (!exchange.getRequestURI().getRawPath().equals("/bot" + TOKEN + "/sendMessage")) {
            return Answer.refused(404, "Not Found", "");
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!exchange.getRequestMethod().equals("POST") || type == null || !type.startsWith("application/json")) {
            return Answer.refused(400, "Bad Request", "");
        }
        JsonNode message = Json.MAPPER.readTree(body);
        int length = message.path("text").asText().length();
        if (!message.path("chat_id").isIntegralNumber() || length < 1 || length > 4_096) {
            return Answer.refused(400, "Bad Request: chat not found", "");
        }
        return to(message.path("chat_id").longValue(), body);
    }

    private Answer to(long chat, String body) {
        boolean first = all.stream().noneMatch(earlier -> isTo(chat, earlier));
        all.add(body);
        String id = Long.toString(chat);
        if (id.startsWith("403")) {
            return Answer.refused(403, "Forbidden: bot was blocked by the user", "");
        }
        if (id.startsWith("429") && first) {
            return Answer.refused(429, "Too Many Requests: retry after 1", ",\"parameters\":{\"retry_after\":1}");
        }
        return new Answer(200, "{\"ok\":true,\"result\":{\"message_id\":%d,\"chat\":{\"id\":%d}}}"
                .formatted(all.size(), chat));
    }

    private record Answer(int status, String body) {

        static Answer refused(int status, String description, String more) {
            return new Answer(status,
                    "{\"ok\":false,\"error_code\":%d,\"description\":\"%s\"%s}".formatted(status, description, more));
        }
    }
}
