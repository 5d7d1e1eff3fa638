package contacthub.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;

/**
 * Posts as a careful integration does: keeps what it posts until it is accepted, and posts it again with the same ids
 * while the service is away or says that it cannot take it now.
 */
final class Integration {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int ACCEPTED = 202;
    private static final int NOT_NOW = 503;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3)).build();
    private final URI service;
    private final String key;

    Integration(URI service, String key) {
        this.service = service;
        this.key = key;
    }

    /** Posts until it is accepted in full; fails at once on a refusal. */
    void deliver(Posting posting) {
        if (tryOnce(posting).isEmpty()) {
            Awaitility.await("the service to take " + posting.path()).atMost(PATIENCE).pollInterval(PAUSE)
                    .pollInSameThread().until(() -> tryOnce(posting).isPresent());
        }
    }

    private Optional<HttpResponse<byte[]>> tryOnce(Posting posting) {
        try {
            HttpResponse<byte[]> answer = post(posting);
            if (answer.statusCode() == NOT_NOW) {
                return Optional.empty();
            }
            accepted(posting, answer);
            return Optional.of(answer);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Posts what creates something; answers what was created. */
    JsonNode create(Posting posting) {
        try {
            HttpResponse<byte[]> answer = post(posting);
            if (answer.statusCode() != ACCEPTED) {
                throw new AssertionError(
                        posting.path() + ": " + answer.statusCode() + " " + new String(answer.body(), UTF_8));
            }
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts once, whatever comes of it. */
    HttpResponse<byte[]> post(Posting posting) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(posting.path())).timeout(ANSWER)
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(posting.body()));
        posting.headers().forEach(request::header);
        return send(request.build());
    }

    /** Sends any request. */
    HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the answer", e);
        }
    }

    private static void accepted(Posting posting, HttpResponse<byte[]> answer) throws IOException {
        JsonNode body = answer.body().length == 0
                ? Json.MAPPER.createObjectNode()
                : Json.MAPPER.readTree(answer.body());
        boolean all = answer.statusCode() / 100 == 2
                && body.path("accepted").asInt(posting.events()) == posting.events();
        if (!all) {
            throw new AssertionError(posting.path() + " was not taken in full: " + answer.statusCode() + " " + body);
        }
    }
}
