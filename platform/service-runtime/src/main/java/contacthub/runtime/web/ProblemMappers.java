package contacthub.runtime.web;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;

import contacthub.runtime.sql.DatabaseFailure;

/** Turns whatever a resource throws into problem details; nothing internal leaves the service. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int RETRY_SECONDS = 2;

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return ProblemDetails.answer(problem);
    }

    @ServerExceptionMapper({ UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthorized(SecurityException e) {
        return ProblemDetails.answer(401, "Unauthorized", "A valid key (Bearer) or name and password is needed.",
                List.of()).header("WWW-Authenticate", "Bearer").build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return ProblemDetails.answer(403, "Forbidden", "Your role does not allow this.", List.of()).build();
    }

    /** Named by its subclass too: Quarkus has a mapper of its own for that one, which answers no problem details. */
    @ServerExceptionMapper({ JsonMappingException.class, MismatchedInputException.class})
    Response json(JsonMappingException e) {
        String field = e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
        return ProblemDetails.answer(Problem.invalid(field.isEmpty() ? "body" : field, "has the wrong type or form"));
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException e) {
        return ProblemDetails.answer(Problem.invalid("body", "is not valid JSON, at " + place(e)));
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "its end"
                : "line " + e.getLocation().getLineNr() + " column " + e.getLocation().getColumnNr();
    }

    @ServerExceptionMapper
    Response constraints(ConstraintViolationException e) {
        return ProblemDetails.answer(Refusals.of(e));
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        if (e.getCause() instanceof JsonMappingException mapping) {
            return json(mapping);
        }
        if (e.getCause() instanceof JsonProcessingException processing) {
            return json(processing);
        }
        int status = e.getResponse().getStatus();
        String reason = Response.Status.fromStatusCode(status) == null
                ? "Error"
                : Response.Status.fromStatusCode(status).getReasonPhrase();
        return ProblemDetails.answer(status, reason, null, List.of()).build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        if (DatabaseFailure.isPassing(failure)) {
            LOG.warnf("%s: the database is away: %s", RequestId.current(), failure.getMessage());
            return ProblemDetails
                    .answer(Problem.unavailable("The database does not answer; try again.", RETRY_SECONDS));
        }
        LOG.errorf(failure, "%s failed", RequestId.current());
        return ProblemDetails.answer(500, "Internal error", "It is in the log under this request id.", List.of())
                .build();
    }
}
