package contacthub.runtime.web;

import java.util.List;

import jakarta.ws.rs.core.Response;

/**
 * A request cannot be served, for a reason its sender can act on; answered as RFC 9457 problem details.
 */
public final class Problem extends RuntimeException {

    private final int status;
    private final String title;
    private final List<FieldError> errors;
    private final Integer retryAfterSeconds;

    private Problem(int status, String title, String detail, List<FieldError> errors, Integer retryAfterSeconds) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.errors = List.copyOf(errors);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** One field that is wrong: its path in the request, and why. */
    public record FieldError(String field, String reason) {}

    /** 400: fields of the request are wrong. */
    public static Problem invalid(List<FieldError> errors) {
        String detail = errors.stream().map(error -> error.field() + ": " + error.reason()).findFirst().orElse("");
        return new Problem(400, "Bad request", detail, errors, null);
    }

    /** 400: this one field is wrong. */
    public static Problem invalid(String field, String reason) {
        return invalid(List.of(new FieldError(field, reason)));
    }

    /** 403: the caller is known, and may not do this, or not like this. */
    public static Problem forbidden(String why) {
        return new Problem(403, "Forbidden", why, List.of(), null);
    }

    /** 404: there is no such thing. */
    public static Problem notFound(String what) {
        return new Problem(404, "Not found", what, List.of(), null);
    }

    /** 409: it cannot be done in the present state. */
    public static Problem conflict(String why) {
        return new Problem(409, "Conflict", why, List.of(), null);
    }

    /** The same with what stands in the way, one by one. */
    public static Problem conflict(String why, List<FieldError> errors) {
        return new Problem(409, "Conflict", why, errors, null);
    }

    /** 409: the same is being done just now; worth asking again after these seconds. */
    public static Problem busy(String why, int retryAfterSeconds) {
        return new Problem(409, "Conflict", why, List.of(), retryAfterSeconds);
    }

    /** 412: the thing has changed since the caller read it. */
    public static Problem changedMeanwhile(String detail) {
        return new Problem(412, "Precondition failed", detail, List.of(), null);
    }

    /** 413: more than the published limit. */
    public static Problem tooLarge(String field, String limit) {
        return new Problem(413, "Too large", limit, List.of(new FieldError(field, limit)), null);
    }

    /** 415: not a media type this resource reads. */
    public static Problem unsupportedMediaType(String detail) {
        return new Problem(415, "Unsupported media type", detail,
                List.of(new FieldError("Content-Type", detail)), null);
    }

    /** 422: the field is well formed, but cannot be used so. */
    public static Problem unprocessable(String field, String reason) {
        return new Problem(422, "Unprocessable content", field + ": " + reason, List.of(new FieldError(field, reason)),
                null);
    }

    /** 429: more than this client may send; worth trying again after these seconds. */
    public static Problem tooManyRequests(String detail, int retryAfterSeconds) {
        return new Problem(429, "Too many requests", detail, List.of(), retryAfterSeconds);
    }

    /** 401: the caller did not prove who it is. */
    public static Problem unauthorized(String detail) {
        return new Problem(401, "Unauthorized", detail, List.of(), null);
    }

    /** 503: not now; worth trying again after these seconds. */
    public static Problem unavailable(String detail, int retryAfterSeconds) {
        return new Problem(503, "Service unavailable", detail, List.of(), retryAfterSeconds);
    }

    /** The answer that tells it. */
    public Response answer() {
        return ProblemDetails.answer(this);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The fields that are wrong. */
    public List<FieldError> errors() {
        return errors;
    }

    String title() {
        return title;
    }

    Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
