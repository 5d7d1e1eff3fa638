package contacthub.runtime.web;

import java.util.List;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import contacthub.contracts.Json;

/** The body of every error answer (RFC 9457). */
record ProblemDetails(String type, String title, int status, String detail, String instance, String requestId,
        List<Problem.FieldError> errors) {

    static final MediaType JSON = MediaType.valueOf("application/problem+json");

    static Response answer(Problem problem) {
        Response.ResponseBuilder answer = answer(problem.status(), problem.title(), problem.getMessage(),
                problem.errors());
        if (problem.retryAfterSeconds() != null) {
            answer.header("Retry-After", problem.retryAfterSeconds());
        }
        return answer.build();
    }

    static Response.ResponseBuilder answer(int status, String title, String detail, List<Problem.FieldError> errors) {
        byte[] body = body(status, title, detail, errors, RequestId.current());
        return Response.status(status).type(JSON).entity(body);
    }

    static byte[] body(int status, String title, String detail, List<Problem.FieldError> errors, String requestId) {
        return Json.bytes(new ProblemDetails("about:blank", title, status, detail, null, requestId,
                errors.isEmpty() ? null : errors));
    }
}
