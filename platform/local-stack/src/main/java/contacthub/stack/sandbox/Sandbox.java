package contacthub.stack.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import contacthub.contracts.Json;

/**
 * The messenger sandbox: Telegram, VK, WhatsApp and Viber at one port of this machine, each with its vendor's own paths,
 * and under {@code /} a page where one plays the customer.
 */
public final class Sandbox implements AutoCloseable {

    /** What the bots of the sandbox sign in with. */
    public static final String TELEGRAM_TOKEN = "1000:sandbox-token";
    public static final String VK_TOKEN = "vk1.sandbox-token";
    public static final long VK_GROUP = 2000;
    public static final String WHATSAPP_TOKEN = "sandbox-whatsapp-token";
    public static final String WHATSAPP_NUMBER = "300000000000000";
    public static final String VIBER_TOKEN = "4000sandbox-viber-token";
    /** What webhooks prove themselves with, and what they confirm with. */
    public static final String SECRET = "sandbox-secret";
    public static final String CONFIRMATION = "sandbox";

    private static final Pattern PLAY = Pattern
            .compile("/play/(telegram|vk|whatsapp|viber)/([A-Za-z0-9=+_-]{1,64})(/write|/block|/unblock|/seen)?");
    private static final Pattern BUSY = Pattern.compile("/play/(telegram|vk|whatsapp|viber)/busy");
    private static final Map<String, String> FILES = Map.of("/", "text/html; charset=utf-8 index.html", "/sandbox.js",
            "text/javascript; charset=utf-8 sandbox.js", "/sandbox.css", "text/css; charset=utf-8 sandbox.css");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final int LONGEST_BUSY = 3_600;

    private final Telegram telegram;
    private final Vk vk;
    private final WhatsApp whatsApp;
    private final Viber viber;
    private final List<Messenger> messengers;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread daemon = new Thread(task, "sandbox");
        daemon.setDaemon(true);
        return daemon;
    });

    /** Listens on the loopback interface from now on; port 0 takes any that is free. */
    public Sandbox(int port, Clock clock) throws IOException {
        this.telegram = new Telegram(TELEGRAM_TOKEN, clock);
        this.vk = new Vk(VK_TOKEN, VK_GROUP, clock);
        this.whatsApp = new WhatsApp(WHATSAPP_TOKEN, WHATSAPP_NUMBER, SECRET, clock);
        this.viber = new Viber(VIBER_TOKEN, clock);
        this.messengers = List.of(telegram, vk, whatsApp, viber);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Tells contact-service's webhooks, under the account {@code sandbox}; answers the messengers that found theirs. */
    public List<String> tell(String contactService) {
        String webhooks = contactService + "/webhooks/";
        return messengers.stream().map(Messenger::name)
                .filter(name -> callback(name, webhooks + name + "/sandbox")).toList();
    }

    /** Sets the webhook of one messenger; answers whether it is one, as the vendor finds out. */
    boolean callback(String messenger, String url) {
        return switch (messenger) {
            case "telegram" -> telegram.webhook(url, SECRET);
            case "vk" -> vk.callback(url, SECRET, CONFIRMATION);
            case "whatsapp" -> whatsApp.webhook(url, SECRET);
            default -> viber.webhook(url);
        };
    }

    /** What the hub must be told to write to the sandbox and to believe it, as environment variables. */
    public static Map<String, String> environment(String url) {
        return Map.ofEntries(Map.entry("HUB_TELEGRAM_URL", url), Map.entry("HUB_TELEGRAM_TOKEN", TELEGRAM_TOKEN),
                Map.entry("HUB_VK_URL", url), Map.entry("HUB_VK_TOKEN", VK_TOKEN),
                Map.entry("HUB_WHATSAPP_URL", url), Map.entry("HUB_WHATSAPP_TOKEN", WHATSAPP_TOKEN),
                Map.entry("HUB_WHATSAPP_NUMBER", WHATSAPP_NUMBER),
                Map.entry("HUB_VIBER_URL", url), Map.entry("HUB_VIBER_TOKEN", VIBER_TOKEN),
                Map.entry("HUB_WEBHOOK_TELEGRAM_SECRETS_SANDBOX", SECRET),
                Map.entry("HUB_WEBHOOK_VK_SECRETS_SANDBOX", SECRET),
                Map.entry("HUB_WEBHOOK_VK_CONFIRMATIONS_SANDBOX", CONFIRMATION),
                Map.entry("HUB_WEBHOOK_WHATSAPP_SECRETS_SANDBOX", SECRET),
                Map.entry("HUB_WEBHOOK_WHATSAPP_VERIFY_TOKENS_SANDBOX", SECRET),
                Map.entry("HUB_WEBHOOK_VIBER_SECRETS_SANDBOX", VIBER_TOKEN));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Asked asked = Asked.of(exchange);
        try {
            if (FILES.containsKey(asked.path())) {
                file(asked, FILES.get(asked.path()));
            } else if (!isPlayed(asked) && messengers.stream().noneMatch(one -> one.serves(asked))) {
                asked.answer(404, Map.of("error", "no messenger has this path"));
            }
        } catch (UncheckedIOException e) {
            exchange.close();
        }
    }

    private boolean isPlayed(Asked asked) {
        Matcher busy = BUSY.matcher(asked.path());
        if (busy.matches()) {
            long seconds = Math.min(LONGEST_BUSY, asked.json().path("seconds").asLong());
            messenger(busy.group(1)).beBusy(Duration.ofSeconds(seconds));
            asked.answer(200, Map.of("busy_seconds", seconds));
            return true;
        }
        Matcher play = PLAY.matcher(asked.path());
        if (play.matches()) {
            play(asked, messenger(play.group(1)), play.group(2), play.group(3) == null ? "" : play.group(3));
        }
        return play.matches();
    }

    private Messenger messenger(String name) {
        return messengers.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private static void play(Asked asked, Messenger messenger, String id, String what) {
        Customer customer = messenger.customer(id);
        switch (what) {
            case "/write" -> messenger.write(id, asked.json().path("text").asText(""));
            case "/block" -> customer.block(true);
            case "/unblock" -> customer.block(false);
            case "/seen" -> messenger.tellSeen(customer);
            default -> {
                // Only looks.
            }
        }
        asked.answer(200, Json.MAPPER.createObjectNode().put("customer", id).put("blocked", customer.isBlocked())
                .set("lines", Json.MAPPER.valueToTree(customer.lines())));
    }

    private static void file(Asked asked, String typeAndName) throws IOException {
        int space = typeAndName.lastIndexOf(' ');
        try (InputStream file = Sandbox.class.getResourceAsStream("/sandbox/" + typeAndName.substring(space + 1))) {
            asked.exchange().getResponseHeaders().set("Content-Security-Policy", POLICY);
            asked.exchange().getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            asked.answer(200, typeAndName.substring(0, space), file.readAllBytes());
        }
    }
}
