package contacthub.notification.channel.sms;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import io.restassured.response.Response;

import contacthub.contracts.Json;

/** An SMSC by others: the npm package smpp in a process of its own, which ends with its standard input. */
public class SmscPeer implements QuarkusTestResourceLifecycleManager {

    private static final String INSTALL = "npm install --no-audit --no-fund --prefix target/npm smpp@0.5.1";

    /** Where it is asked: Quarkus loads test classes, with their fields, more than once. */
    private static final String CONTROL = "contacthub.notification.smsc";

    private Process process;

    @Override
    public Map<String, String> start() {
        System.clearProperty(CONTROL);
        Path smpp = Path.of("target/npm/node_modules/smpp").toAbsolutePath();
        if (!Files.exists(smpp) && !installed()) {
            return Map.of();
        }
        JsonNode ports = started(smpp);
        System.setProperty(CONTROL, "http://127.0.0.1:" + ports.path("control").asInt() + "/");
        return settings(ports.path("smpp").asInt());
    }

    /** What the service is told of it. */
    protected Map<String, String> settings(int port) {
        return Map.of("hub.sms.smpp.host", "127.0.0.1", "hub.sms.smpp.port", Integer.toString(port),
                "hub.sms.smpp.system-id", "hub", "hub.sms.smpp.password", "secret", "hub.sms.smpp.sender", "Shop",
                "hub.sms.smpp.response-within", "1s", "hub.sms.smpp.enquire-link", "500ms");
    }

    @Override
    public void stop() {
        if (process != null) {
            process.destroy();
        }
    }

    /** Skips a test where there is no such peer. */
    public static void require() {
        Assumptions.assumeTrue(System.getProperty(CONTROL) != null,
                "skipped: no node or no registry; " + INSTALL + " in notification-service brings the SMSC");
    }

    /** The short messages to a number so far, each part as it came. */
    public static List<JsonNode> taken(String to) {
        return List.of(read(RestAssured.get(System.getProperty(CONTROL) + "taken?to=" + to.substring(1)),
                JsonNode[].class));
    }

    /** The whole texts to a number so far, as the peer put them together. */
    public static List<String> texts(String to) {
        return List.of(read(RestAssured.get(System.getProperty(CONTROL) + "texts?to=" + to.substring(1)),
                String[].class));
    }

    /** Delivers a message of somebody to us, once we are bound; answers with our status. */
    public static int deliver(String from, int esmClass, int coding, String hex) {
        return told("deliver",
                Map.of("from", from.substring(1), "to", "3434", "esm_class", esmClass, "coding", coding, "hex", hex));
    }

    /** Delivers a receipt of what it took; answers with our status. */
    public static int receipt(JsonNode taken, String stat, String error, String form) {
        return told("receipt", Map.of("id", taken.path("id").asText(), "to", taken.path("to").asText(), "from",
                taken.path("from").asText(), "stat", stat, "err", error, "form", form));
    }

    /** Ends all sessions and begins anew on the same port. */
    public static void restart() {
        post("restart", Map.of());
    }

    private static int told(String action, Map<String, ?> body) {
        return Awaitility.await("a session to " + action).atMost(Duration.ofSeconds(10))
                .until(() -> post(action, body).path("status").asInt(), status -> status >= 0);
    }

    private static JsonNode post(String action, Map<String, ?> body) {
        return read(RestAssured.given().body(Json.bytes(body)).post(System.getProperty(CONTROL) + action),
                JsonNode.class);
    }

    private static <T> T read(Response response, Class<T> type) {
        return Json.read(response.asByteArray(), type);
    }

    private JsonNode started(Path smpp) {
        try {
            process = new ProcessBuilder("node", Path.of("src/test/resources/smsc/smsc.cjs").toString(),
                    smpp.toString()).redirectError(new File("target/smsc.log")).start();
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return Json.MAPPER.readTree(lines.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean installed() {
        try {
            Process npm = new ProcessBuilder(INSTALL.split(" ")).redirectErrorStream(true)
                    .redirectOutput(new File("target/npm-smpp.log")).start();
            return npm.waitFor(90, TimeUnit.SECONDS) && npm.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
