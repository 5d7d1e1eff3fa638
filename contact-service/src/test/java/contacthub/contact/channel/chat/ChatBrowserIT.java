package contacthub.contact.channel.chat;

import static contacthub.contact.FrontDoor.awaitTimeline;
import static contacthub.contact.FrontDoor.operator;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;

import contacthub.contact.RunningService;

/** The widget in a real browser, on a page of another site that makes it hard: strict policy, hostile styles. */
@RunningService
class ChatBrowserIT {

    private static final String RECEIVED = "contacthub.contact.received.v1";
    private static final String HOSTILE = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script> & \"Привет\"";
    private static final String PAGE = """
            <!doctype html><html lang="ru"><head><meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="stylesheet" href="/page.css"><title>Shop</title></head><body><h1>Shop</h1>
            <script src="http://hub.example/widget.js" data-account="shop" async></script></body></html>""";
    private static final String STYLES = """
            div, p, span, section, button, textarea, contact-hub-chat {
              display: none !important; font-size: 3px !important; position: static !important; opacity: 0 !important }""";
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src http://hub.example; "
            + "connect-src ws://hub.example";
    private static final String ROOT = "document.querySelector('contact-hub-chat').shadowRoot";

    private HttpServer shop;
    private Cable cable;
    private Phone phone;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Phone.chromium().isPresent(), "no Chromium: apt-get install -y --no-install-recommends chromium");
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", exchange -> answer(exchange, "text/html", PAGE));
        shop.createContext("/page.css", exchange -> answer(exchange, "text/css", STYLES));
        shop.start();
        cable = new Cable(RestAssured.port);
        phone = new Phone(Map.of("shop.example", shop.getAddress().getPort(), "hub.example", cable.port()));
    }

    @AfterEach
    void stop() throws IOException {
        if (phone != null) {
            phone.close();
            cable.close();
            shop.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type + ";charset=UTF-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.sendResponseHeaders(200, body.getBytes(UTF_8).length);
        try (exchange) {
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        }
    }

    private static String part(String selector) {
        return ROOT + ".querySelector('" + selector + "')";
    }

    private void write(String text) {
        phone.type(text);
        phone.press("Enter", 13);
    }

    /** Waits for exactly one line of this text that is marked so. */
    private void line(String text, String mark) {
        phone.awaits("[..." + ROOT + ".querySelectorAll('.line')].filter(line => line.children.length > 1 && "
                + "line.children[1].textContent === decodeURIComponent('"
                + URLEncoder.encode(text, UTF_8).replace("+", "%20")
                + "')).map(line => line.children[2].textContent).join() " + mark);
    }

    private JsonPath timeline(String... wanted) {
        String visitor = phone.value("JSON.parse(localStorage['contacthub-chat-shop']).token.slice(0, 36)").asText();
        return awaitTimeline("web:" + visitor, types -> types.containsAll(List.of(wanted)));
    }

    private String reply(String text) {
        String conversation = timeline(RECEIVED).getString("data.find { it.type == '" + RECEIVED
                + "' }.conversation_id");
        return operator().body(Map.of("text", text)).post("/api/v1/conversations/" + conversation + "/replies").then()
                .statusCode(201).extract().path("id");
    }

    private String delivery(String entry) {
        return timeline().getString("data.find { it.id == '" + entry + "' }.delivery.status");
    }

    @Test
    void chatsFromAPhoneOverALostConnectionAndLosesNothing() throws IOException {
        phone.visit("http://shop.example/");
        phone.awaits(part(".launch") + ".getAttribute('aria-label') === 'Открыть чат'");
        phone.tap(part(".launch"));
        phone.awaits(ROOT + ".activeElement.tagName === 'TEXTAREA'");
        assertThat(phone.value("(r => [r.x, r.y, r.width, r.height])(" + part(".panel") + ".getBoundingClientRect())"))
                .hasToString("[0,0," + Phone.WIDTH + "," + Phone.HEIGHT + "]");
        assertThat(phone.value("getComputedStyle(" + part("textarea") + ").fontSize").asText()).isEqualTo("16px");
        write(HOSTILE);
        line(HOSTILE, "=== 'отправлено'");
        String first = reply(HOSTILE + " too");
        line(HOSTILE + " too", "!== ''");
        await().until(() -> "delivered".equals(delivery(first)));

        cable.cut();
        phone.awaits("!" + part(".away") + ".hidden");
        write("are you there?");
        line("are you there?", "=== 'отправляется…'");
        String meanwhile = reply("we are");
        cable.mend();
        line("are you there?", "=== 'отправлено'");
        line("we are", "!== ''");
        await().until(() -> "delivered".equals(delivery(meanwhile)));
        phone.awaits(part(".away") + ".hidden");
        assertThat(timeline().getList("data.findAll { it.direction == 'in' }.summary")).containsExactly(
                "are you there?", HOSTILE);

        phone.press("Escape", 27);
        phone.awaits(part(".panel") + ".hidden && " + ROOT + ".activeElement.className === 'launch'");
        phone.visit("http://shop.example/another");
        phone.awaits(part(".launch") + " !== null && " + ROOT + ".querySelectorAll('.line').length >= 5");
        String later = reply("one more");
        phone.awaits(part(".badge") + ".textContent === '1'");
        await().until(() -> "delivered".equals(delivery(later)));
        assertThat(phone.value("window.hacked === undefined").asBoolean()).isTrue();
        assertThat(phone.complaints()).noneMatch(
                complaint -> complaint.contains("Content Security Policy") || complaint.startsWith("exception"));
    }
}
