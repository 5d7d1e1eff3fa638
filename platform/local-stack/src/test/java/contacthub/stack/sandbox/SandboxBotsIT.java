package contacthub.stack.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;

/**
 * Bots written with independent libraries do not notice that the sandbox is none of the vendors: they hear the customer,
 * answer, and fail with their own errors where the vendor would refuse.
 */
class SandboxBotsIT {

    private static final Path MODULES = Path.of("target/npm/node_modules").toAbsolutePath();
    private static final List<String> INSTALL = List.of("npm", "install", "--no-audit", "--no-fund", "--prefix",
            "target/npm", "grammy@1.46.0", "vk-io@4.10.1", "viber-bot@1.0.18", "whatsapp-api-js@6.3.0");
    private static final String CUSTOMER = "79160000001";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private Sandbox sandbox;
    private Process bot;
    private int port;

    @BeforeAll
    static void install() throws InterruptedException {
        boolean isThere = Files.exists(MODULES.resolve("whatsapp-api-js")) || run(INSTALL) == 0;
        assumeTrue(isThere, "skipped: no node or no registry; " + String.join(" ", INSTALL)
                + " in platform/local-stack brings the bots");
    }

    private static int run(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            return 127;
        }
    }

    @BeforeEach
    void start() throws IOException {
        sandbox = new Sandbox(0, Clock.systemUTC());
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        if (bot != null) {
            bot.destroyForcibly();
        }
        sandbox.close();
    }

    @Test
    void grammyTalksToTelegram() throws Exception {
        bot("telegram.cjs", Sandbox.TELEGRAM_TOKEN);
        assertThat(echo("telegram")).isEqualTo("echo: hello");
        write("telegram", "long");
        assertThat(next()).isEqualTo("long true 400");
        play("telegram/" + CUSTOMER + "/block", "{}");
        write("telegram", "anybody?");
        assertThat(next()).isEqualTo("anybody? true 403");
        play("telegram/" + CUSTOMER + "/unblock", "{}");
        play("telegram/busy", "{\"seconds\":30}");
        write("telegram", "busy?");
        assertThat(next()).isEqualTo("busy? true 429 30");
    }

    @Test
    void vkIoTalksToVk() throws Exception {
        bot("vk.cjs", Sandbox.VK_TOKEN, Sandbox.SECRET, Sandbox.CONFIRMATION);
        assertThat(callback("vk")).isTrue();
        assertThat(echo("vk")).isEqualTo("echo: hello");
        write("vk", "long");
        assertThat(next()).isEqualTo("long true 914");
        play("vk/" + CUSTOMER + "/block", "{}");
        write("vk", "anybody?");
        assertThat(next()).isEqualTo("anybody? true 901");
        play("vk/" + CUSTOMER + "/unblock", "{}");
        play("vk/busy", "{\"seconds\":1}");
        // This library tries again by itself after an error 6.
        assertThat(echo("vk")).isEqualTo("echo: hello");
    }

    @Test
    void viberBotTalksToViber() throws Exception {
        bot("viber.cjs", Sandbox.VIBER_TOKEN);
        assertThat(echo("viber")).isEqualTo("echo: hello");
        write("viber", "long");
        assertThat(next()).isEqualTo("long true 3");
        play("viber/" + CUSTOMER + "/block", "{}");
        write("viber", "anybody?");
        assertThat(next()).isEqualTo("anybody? true 6");
        play("viber/" + CUSTOMER + "/unblock", "{}");
        play("viber/busy", "{\"seconds\":30}");
        write("viber", "busy?");
        assertThat(next()).isEqualTo("busy? true 12");
    }

    @Test
    void whatsAppApiJsTalksToWhatsApp() throws Exception {
        bot("whatsapp.mjs", Sandbox.WHATSAPP_TOKEN, Sandbox.SECRET, Sandbox.SECRET);
        assertThat(callback("whatsapp")).isTrue();
        assertThat(echo("whatsapp")).isEqualTo("echo: hello");
        assertThat(List.of(next(), next())).containsExactly("status sent", "status delivered");
        play("whatsapp/" + CUSTOMER + "/seen", "{}");
        assertThat(next()).isEqualTo("status read");
        write("whatsapp", "nobody");
        assertThat(next()).isEqualTo("nobody true 100");
        play("whatsapp/busy", "{\"seconds\":30}");
        write("whatsapp", "busy?");
        assertThat(next()).isEqualTo("busy? true 130429");
    }

    private boolean callback(String messenger) {
        return sandbox.callback(messenger, "http://127.0.0.1:" + port + "/");
    }

    /** Starts a bot and waits until it listens; what it prints can be had from {@link #next} then. */
    private void bot(String script, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", "src/test/resources/bots/" + script, MODULES.toString(),
                sandbox.url(), Integer.toString(port)));
        command.addAll(List.of(more));
        bot = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = bot.inputReader()) {
                lines.lines().forEach(said::add);
            } catch (IOException e) {
                said.add("the bot is gone");
            }
        });
        reader.setDaemon(true);
        reader.start();
        assertThat(next()).isEqualTo("ready");
    }

    private String next() throws InterruptedException {
        return said.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private String echo(String messenger) throws Exception {
        write(messenger, "hello");
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end;) {
            JsonNode lines = play(messenger + "/" + CUSTOMER, "").path("lines");
            if (!lines.path(lines.size() - 1).path("mine").asBoolean()) {
                return lines.path(lines.size() - 1).path("text").asText();
            }
            Thread.onSpinWait();
        }
        return "silence; the bot said " + said;
    }

    private void write(String messenger, String text) throws Exception {
        play(messenger + "/" + CUSTOMER + "/write", Json.text(Map.of("text", text)));
    }

    private JsonNode play(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + "/play/" + path))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request,
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }
}
