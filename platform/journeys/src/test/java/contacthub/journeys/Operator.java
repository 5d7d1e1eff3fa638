package contacthub.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;

/** A person who signs in by name and password and works over the REST interface of one service. */
public final class Operator {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI service;
    private final String authorization;

    Operator(URI service, String name, String password) {
        this.service = service;
        this.authorization = basic(name, password);
    }

    /** The value of the Authorization header. */
    public static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
    }

    public JsonNode get(String path) {
        return send(request(path).GET(), 200);
    }

    /** Whether there is such a thing. */
    boolean knows(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    /** Asks for a deletion that goes on after the answer. */
    JsonNode delete(String path) {
        return send(request(path).DELETE(), 202);
    }

    /** Asks for work that goes on after the answer. */
    JsonNode ask(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()), 202);
    }

    /** Takes something away, at once. */
    public void remove(String path) {
        send(request(path).DELETE(), 204);
    }

    /** Tries a rule without effect. */
    JsonNode tryOut(String path, Map<String, ?> body) {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))), 200);
    }

    /** A report as CSV. */
    String csv(String path) {
        return new String(answer(request(path).header("Accept", "text/csv").GET(), 200), UTF_8);
    }

    /** Posts JSON that creates something. */
    public JsonNode create(String path, Map<String, ?> body) {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))), 201);
    }

    /** Changes some fields, under an Idempotency-Key. */
    JsonNode patch(String path, Map<String, ?> body, String key) {
        return send(request(path).header("Content-Type", "application/merge-patch+json").header("Idempotency-Key", key)
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))), 200);
    }

    /** A customer's whole history, newest first, page by page. */
    List<JsonNode> timeline(String customer) {
        List<JsonNode> entries = new ArrayList<>();
        String path = "/api/v1/customers/" + customer + "/timeline?page%5Bsize%5D=200";
        for (String after = ""; after != null;) {
            JsonNode page = get(path + (after.isEmpty() ? "" : "&page%5Bafter%5D=" + after));
            page.path("data").forEach(entries::add);
            after = page.path("meta").path("has_more").asBoolean() ? page.path("meta").path("after").asText() : null;
        }
        return entries;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).header("Authorization", authorization);
    }

    private JsonNode send(HttpRequest.Builder request, int expected) {
        try {
            return Json.MAPPER.readTree(answer(request, expected));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] answer(HttpRequest.Builder request, int expected) {
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != expected) {
                throw new AssertionError(answer.request().method() + " " + answer.request().uri() + ": "
                        + answer.statusCode() + " " + new String(answer.body(), UTF_8));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }
}
