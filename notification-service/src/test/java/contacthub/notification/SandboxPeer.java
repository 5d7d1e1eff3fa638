package contacthub.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;

import contacthub.contracts.Json;
import contacthub.stack.sandbox.Sandbox;

/** The messenger sandbox behind VK, WhatsApp and Viber, and customers who use it. */
public class SandboxPeer implements QuarkusTestResourceLifecycleManager {

    private static final String URL = "contacthub.notification.sandbox";

    private Sandbox sandbox;

    @Override
    public Map<String, String> start() {
        try {
            sandbox = new Sandbox(0, Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox does not start", e);
        }
        System.setProperty(URL, sandbox.url());
        return Map.of("hub.vk.url", sandbox.url(), "hub.vk.token", Sandbox.VK_TOKEN, "hub.whatsapp.url", sandbox.url(),
                "hub.whatsapp.token", Sandbox.WHATSAPP_TOKEN, "hub.whatsapp.number", Sandbox.WHATSAPP_NUMBER,
                "hub.viber.url", sandbox.url(), "hub.viber.token", Sandbox.VIBER_TOKEN);
    }

    @Override
    public void stop() {
        sandbox.close();
    }

    /** A customer does something there: write, block or nothing; answers the chat. */
    public static JsonPath play(String messenger, String customer, String what) {
        return RestAssured.given().contentType(ContentType.JSON).body(Json.text(Map.of("text", "hello")))
                .post(System.getProperty(URL) + "/play/" + messenger + "/" + customer + what).jsonPath();
    }

    /** The messenger takes nothing for so long. */
    public static void beBusy(String messenger, int seconds) {
        RestAssured.given().contentType(ContentType.JSON).body(Json.text(Map.of("seconds", seconds)))
                .post(System.getProperty(URL) + "/play/" + messenger + "/busy").then().statusCode(200);
    }
}
