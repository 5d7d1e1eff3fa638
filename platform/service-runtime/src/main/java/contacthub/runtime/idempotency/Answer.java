package contacthub.runtime.idempotency;

import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;

/** What a request was answered, as it is kept and given again. */
record Answer(int status, Map<String, String> headers, String body) {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FAILED = 500;

    static Answer of(Response response) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : new String[]{ HttpHeaders.ETAG, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER}) {
            if (response.getHeaderString(name) != null) {
                headers.put(name, response.getHeaderString(name));
            }
        }
        MediaType type = response.getMediaType();
        headers.put(HttpHeaders.CONTENT_TYPE, type == null ? MediaType.APPLICATION_JSON : type.toString());
        return new Answer(response.getStatus(), headers, text(response.getEntity()));
    }

    static Answer of(Problem problem) {
        return of(problem.answer());
    }

    private static String text(Object entity) {
        if (entity instanceof byte[] bytes) {
            return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        }
        return entity == null || entity instanceof String ? (String) entity : Json.text(entity);
    }

    /** Whether the same request would be answered so again: not where it came at a bad moment. */
    boolean lasts() {
        return status < FAILED && status != TOO_MANY_REQUESTS;
    }

    Response replayed() {
        Response.ResponseBuilder answer = Response.status(status).entity(body).header("Idempotency-Replayed", "true");
        headers.forEach(answer::header);
        return answer.build();
    }
}
