package contacthub.notification.channel;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import contacthub.contracts.Json;

/**
 * What a gateway that speaks HTTP answered.
 *
 * @param body missing where it was no JSON
 * @param retryAfter the pause its header asks for
 */
public record HttpAnswer(int status, JsonNode body, Duration retryAfter) {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    /** Asks and reads the answer; failures never quote the URL or a header, which hold tokens. */
    public static Outcome ask(String gateway, Supplier<Response> question, Function<HttpAnswer, Outcome> reading) {
        try (Response response = question.get()) {
            return reading.apply(of(response));
        } catch (WebApplicationException e) {
            return reading.apply(of(e.getResponse()));
        } catch (RuntimeException e) {
            return Unreached.because(e)
                    .<Outcome>map(cause -> new Outcome.TransientFailure("no connection to " + gateway))
                    .orElseGet(() -> new Outcome.Unclear(gateway + " was lost while it had the message"));
        }
    }

    private static HttpAnswer of(Response response) {
        String body = response.hasEntity() ? response.readEntity(String.class) : "";
        return new HttpAnswer(response.getStatus(), json(body), retryAfter(response));
    }

    private static JsonNode json(String body) {
        try {
            return Json.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (UncheckedIOException e) {
            return MissingNode.getInstance();
        }
    }

    private static Duration retryAfter(Response response) {
        String header = response.getHeaderString(HttpHeaders.RETRY_AFTER);
        return header != null && SECONDS.matcher(header).matches()
                ? Duration.ofSeconds(Long.parseLong(header))
                : Duration.ZERO;
    }

    /** Whether the gateway itself is at fault or busy, so that the message may go later, whatever the body says. */
    public boolean isTransient() {
        return status == 429 || status >= 500;
    }
}
