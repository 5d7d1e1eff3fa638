package contacthub.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;

import io.restassured.RestAssured;

import contacthub.contracts.Json;

/** An open page as the hub sees it: the JDK's own WebSocket client, saying what the widget says. */
public final class ChatPage implements WebSocket.Listener, AutoCloseable {

    public static final String ORIGIN = "http://shop.example";
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    /** Tries to connect; fails with what the hub answered instead. */
    public static CompletableFuture<ChatPage> connect(String path, String origin) {
        var page = new ChatPage();
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder().connectTimeout(LONGEST);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        return builder.buildAsync(URI.create("ws://127.0.0.1:" + RestAssured.port + path), page).thenApply(socket -> {
            page.socket = socket;
            return page;
        });
    }

    /** A page of the shop, connected. */
    public static ChatPage open() {
        return connect("/widget/shop/socket", ORIGIN).join();
    }

    /** A page of the shop whose visitor is known by this token, or new; replies up to this one have been shown. */
    public static ChatPage of(String token, String seen) {
        ChatPage page = open();
        Map<String, Object> hello = new LinkedHashMap<>(Map.of("type", "hello", "language", "en"));
        hello.put("token", token);
        hello.put("seen", seen);
        page.say(hello);
        page.await("welcome", frame -> true);
        return page;
    }

    /** What the hub knows the visitor again by. */
    public String token() {
        return await("welcome", frame -> true).path("token").asText();
    }

    /** The visitor's id. */
    public String visitor() {
        return token().substring(0, token().indexOf('.'));
    }

    /** Sends a frame. */
    public void say(Object frame) {
        say(Json.text(frame));
    }

    /** Sends a text, whatever it is. */
    public void say(String json) {
        socket.sendText(json, true).join();
    }

    /** Sends a message. */
    public void write(String id, String text) {
        say(Map.of("type", "message", "id", id, "text", text));
    }

    /** The first frame of a type that is as wanted. */
    public JsonNode await(String type, Predicate<JsonNode> wanted) {
        return Awaitility.await(type).atMost(LONGEST).pollInterval(Duration.ofMillis(10))
                .until(() -> all(type).stream().filter(wanted).findFirst().orElse(null), Objects::nonNull);
    }

    /** All frames of a type so far. */
    public List<JsonNode> all(String type) {
        return heard.stream().filter(frame -> frame.path("type").asText().equals(type)).toList();
    }

    /** The code the hub ended the connection with. */
    public int closed() {
        return closed.orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.add(Json.read(part.toString().getBytes(UTF_8), JsonNode.class));
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
