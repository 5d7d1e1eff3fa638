package contacthub.contact.channel.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;

/**
 * Chromium with a phone's screen, driven by its own DevTools protocol: no driver to download, which for Playwright would be
 * two hundred megabytes in everybody's first build.
 */
final class Phone implements WebSocket.Listener, AutoCloseable {

    static final int WIDTH = 390;
    static final int HEIGHT = 844;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String LISTENING = "DevTools listening on ws://";

    private final Process process;
    private final Path profile;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    /** Where Chromium is installed, if it is. */
    static Optional<Path> chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").map(Path::of)
                .filter(Files::isExecutable).findFirst();
    }

    /** Starts with names that lead to ports of this machine, as shop.example to 127.0.0.1:4711. */
    Phone(Map<String, Integer> names) throws IOException {
        profile = Files.createTempDirectory("phone");
        String rules = String.join(", ", names.entrySet().stream()
                .map(name -> "MAP " + name.getKey() + " 127.0.0.1:" + name.getValue()).toList());
        process = new ProcessBuilder(chromium().orElseThrow().toString(), "--headless=new", "--no-sandbox",
                "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
                "--disable-background-networking", "--remote-debugging-port=0", "--user-data-dir=" + profile,
                "--host-resolver-rules=" + rules, "about:blank").redirectErrorStream(true).start();
        String browser = listening();
        socket = CLIENT.newWebSocketBuilder().buildAsync(page(browser), this).join();
        ask("Page.enable", Map.of());
        ask("Runtime.enable", Map.of());
        ask("Log.enable", Map.of());
        ask("Emulation.setDeviceMetricsOverride",
                Map.of("width", WIDTH, "height", HEIGHT, "deviceScaleFactor", 2, "mobile", true));
        ask("Emulation.setTouchEmulationEnabled", Map.of("enabled", true));
    }

    private String listening() throws IOException {
        BufferedReader output = process.inputReader(UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(LISTENING)) {
                String address = line.substring(line.indexOf(LISTENING) + LISTENING.length());
                // Its further output must go somewhere, or it stops once the pipe is full.
                Thread drain = new Thread(() -> output.lines().forEach(more -> {
                }), "chromium-output");
                drain.setDaemon(true);
                drain.start();
                return address.substring(0, address.indexOf('/'));
            }
        }
        throw new IOException("Chromium ended before it listened");
    }

    private static URI page(String browser) {
        return await("a page").ignoreExceptions().until(() -> {
            byte[] targets = CLIENT.send(HttpRequest.newBuilder(URI.create("http://" + browser + "/json/list")).build(),
                    HttpResponse.BodyHandlers.ofByteArray()).body();
            for (JsonNode target : Json.read(targets, JsonNode.class)) {
                if (target.path("type").asText().equals("page")) {
                    return Optional.of(URI.create(target.path("webSocketDebuggerUrl").asText()));
                }
            }
            return Optional.<URI>empty();
        }, Optional::isPresent).orElseThrow();
    }

    /** One command of the DevTools protocol and its result. */
    JsonNode ask(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        asked.put(id, answer);
        socket.sendText(Json.text(Map.of("id", id, "method", method, "params", parameters)), true).join();
        return answer.orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** The value of an expression on the page; fails with what the page threw. */
    JsonNode value(String expression) {
        JsonNode result = ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** Waits until an expression holds on the page. */
    void awaits(String expression) {
        await(expression).atMost(LONGEST).ignoreExceptions().pollInterval(Duration.ofMillis(50))
                .until(() -> value(expression).asBoolean());
    }

    void visit(String address) {
        ask("Page.navigate", Map.of("url", address));
    }

    /** Touches the middle of an element. */
    void tap(String element) {
        JsonNode at = value("(r => [r.x + r.width / 2, r.y + r.height / 2])(" + element + ".getBoundingClientRect())");
        ask("Input.dispatchTouchEvent", Map.of("type", "touchStart", "touchPoints",
                List.of(Map.of("x", at.get(0).asDouble(), "y", at.get(1).asDouble()))));
        ask("Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
    }

    void type(String text) {
        ask("Input.insertText", Map.of("text", text));
    }

    void press(String key, int code) {
        for (String type : List.of("rawKeyDown", "keyUp")) {
            ask("Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
        }
    }

    /** What the browser complained of so far. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            hear(Json.read(part.toString().getBytes(UTF_8), JsonNode.class));
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void hear(JsonNode said) {
        if (said.has("id")) {
            asked.remove(said.path("id").asInt()).complete(said.path("result"));
        } else if (said.path("method").asText().equals("Log.entryAdded")) {
            complaints.add(said.path("params").path("entry").path("text").asText());
        } else if (said.path("method").asText().equals("Runtime.exceptionThrown")) {
            complaints.add("exception: " + said.path("params").path("exceptionDetails"));
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
