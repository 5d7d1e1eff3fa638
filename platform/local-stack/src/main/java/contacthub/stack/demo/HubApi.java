package contacthub.stack.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Event;
import contacthub.contracts.Json;

/** The hub's public interface, with the credentials of its first start. Waits out a service that is away, not for ever. */
public final class HubApi {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(700);
    private static final int BUSY = 429;
    private static final int AWAY = 503;
    private static final int NOT_FOUND = 404;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final Function<String, String> urls;
    private final String key;
    private final String administrator;

    /** A service did not do what it must; the message is for the person at the keyboard. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** @param urls the address of a service by its name: contact, segment or notification */
    public HubApi(Function<String, String> urls, Properties credentials) {
        this.urls = urls;
        this.key = "Bearer " + credentials.getProperty("integration.key");
        String person = credentials.getProperty("admin.user") + ":" + credentials.getProperty("admin.password");
        this.administrator = "Basic " + Base64.getEncoder().encodeToString(person.getBytes(StandardCharsets.UTF_8));
    }

    /** Where that service listens. */
    public String url(String service) {
        return urls.apply(service);
    }

    /** Posts a batch; answers the position at which the hub has taken it, if it tells one. */
    Optional<String> post(List<Event<?>> batch) {
        HttpRequest request = request("contact", "/api/v1/events", key)
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(body(batch.stream().map(HubApi::structured).toList())).build();
        JsonNode answer = read("contact", send("contact", request));
        for (JsonNode item : answer.path("items")) {
            if (item.hasNonNull("error")) {
                throw new Refused("contact refuses " + item.path("id").asText() + ": " + item.path("error"));
            }
        }
        return Optional.ofNullable(answer.path("position").textValue());
    }

    /** Reads as administrator; nothing where there is no such thing. */
    public Optional<JsonNode> find(String service, String path) {
        HttpResponse<byte[]> answer = send(service, request(service, path, administrator)
                .header("Accept", "application/json").build());
        return answer.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(read(service, answer));
    }

    /** Writes as administrator; answers what the service says of it. */
    public JsonNode write(String service, String method, String path, Map<String, ?> content) {
        return read(service,
                send(service, request(service, path, administrator).header("Content-Type", "application/json")
                        .method(method, body(content)).build()));
    }

    /** Deletes as administrator; answers what the service says of it. */
    public JsonNode delete(String service, String path) {
        return read(service, send(service, request(service, path, administrator).DELETE().build()));
    }

    /** A text as a part of a path. */
    public static String segment(String text) {
        return encoded(text).replace("+", "%20");
    }

    /** A text as a part of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String service, String path, String authorization) {
        return HttpRequest.newBuilder(URI.create(url(service) + path)).timeout(Duration.ofSeconds(30))
                .header("Authorization", authorization);
    }

    private static HttpRequest.BodyPublisher body(Object content) {
        return HttpRequest.BodyPublishers.ofByteArray(Json.bytes(content));
    }

    private static Map<String, Object> structured(Event<?> event) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", event.id());
        attributes.put("source", event.source());
        attributes.put("type", event.type());
        attributes.put("time", event.time());
        attributes.put("datacontenttype", "application/json");
        attributes.put("data", event.data());
        return attributes;
    }

    private HttpResponse<byte[]> send(String service, HttpRequest request) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<HttpResponse<byte[]>> answer = attempt(service, request);
            boolean done = answer.isPresent() && answer.get().statusCode() != AWAY
                    && answer.get().statusCode() != BUSY;
            if (done) {
                return answer.get();
            }
            if (System.nanoTime() > end) {
                throw new Refused(service + " does not answer at " + url(service) + ": ./hub up, then try again");
            }
            pause();
        }
    }

    private Optional<HttpResponse<byte[]>> attempt(String service, HttpRequest request) {
        try {
            return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted while asking " + service);
        }
    }

    /** Waits a moment before asking again. */
    public static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
    }

    private static JsonNode read(String service, HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= 300) {
            throw new Refused(service + " answers " + answer.statusCode() + " to " + answer.request().uri().getPath()
                    + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body().length == 0
                ? Json.MAPPER.createObjectNode()
                : Json.read(answer.body(), JsonNode.class);
    }
}
