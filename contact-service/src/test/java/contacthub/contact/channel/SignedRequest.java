package contacthub.contact.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import io.restassured.RestAssured;

/** A body posted to a webhook's account "main", as its vendor would sign it with that account's secret. */
final class SignedRequest {

    static final String SECRET = "secret-of-main";

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private SignedRequest() {
    }

    static HttpResponse<String> post(String channel, String body) {
        return post(channel, body, headers(channel, SECRET, body));
    }

    static HttpResponse<String> post(String channel, String body, Map<String, String> headers) {
        return post("/webhooks/" + channel + "/main", channel, body, headers);
    }

    /** Any path; REST Assured would read forms, and take its time. */
    static HttpResponse<String> post(String path, String channel, String body, Map<String, String> headers) {
        String type = channel.equals("sms") ? "application/x-www-form-urlencoded" : "application/json";
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Content-Type", type).POST(BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> headers(String channel, String secret, String body) {
        return headers(channel, secret, body, Instant.now(Clock.systemUTC()));
    }

    static Map<String, String> headers(String channel, String secret, String body, Instant at) {
        byte[] bytes = body.getBytes(UTF_8);
        String seconds = Long.toString(at.getEpochSecond());
        return switch (channel) {
            case "telegram" -> Map.of("X-Telegram-Bot-Api-Secret-Token", secret);
            case "whatsapp", "facebook", "instagram" ->
                Map.of("X-Hub-Signature-256", "sha256=" + Signatures.hex(secret, bytes));
            case "viber" -> Map.of("X-Viber-Content-Signature", Signatures.hex(secret, bytes));
            case "line" -> Map.of("X-Line-Signature", Signatures.base64(secret.getBytes(UTF_8), bytes));
            case "slack" -> Map.of("X-Slack-Request-Timestamp", seconds, "X-Slack-Signature",
                    "v0=" + Signatures.hex(secret, ("v0:" + seconds + ":").getBytes(UTF_8), bytes));
            case "sms" -> Map.of("X-Twilio-Signature", Signatures.sha1(secret, signedBySms(body)));
            default -> Map.of();
        };
    }

    private static String signedBySms(String body) {
        var text = new StringBuilder("https://hub.example/webhooks/sms/main");
        new Callback("main", body.getBytes(UTF_8), "", name -> null).form()
                .forEach((name, values) -> values.forEach(value -> text.append(name).append(value)));
        return text.toString();
    }
}
