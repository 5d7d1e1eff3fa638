package contacthub.runtime.idempotency;

import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import contacthub.contracts.Json;
import contacthub.runtime.security.Client;
import contacthub.runtime.web.Problem;

/**
 * Reads {@code Idempotency-Key} (IETF draft-ietf-httpapi-idempotency-key-header) around a resource method, before its
 * arguments are validated, so that a refusal is kept too; requests without the header pass untouched.
 */
@Idempotent
@Interceptor
@Priority(IdempotencyKeys.BEFORE_VALIDATION)
class IdempotencyKeys {

    static final String HEADER = "Idempotency-Key";
    static final int LONGEST = 255;
    /** Hibernate Validator's interceptor has 800. */
    static final int BEFORE_VALIDATION = Interceptor.Priority.PLATFORM_BEFORE + 700;

    private final RoutingContext request;
    private final InOneTransaction inOneTransaction;
    private final LogFirst logFirst;

    IdempotencyKeys(RoutingContext request, InOneTransaction inOneTransaction, LogFirst logFirst) {
        this.request = request;
        this.inOneTransaction = inOneTransaction;
        this.logFirst = logFirst;
    }

    @AroundInvoke
    Object honour(InvocationContext call) throws Exception {
        String key = request.request().getHeader(HEADER);
        if (key == null) {
            return call.proceed();
        }
        if (key.isBlank() || key.length() > LONGEST) {
            throw Problem.invalid(HEADER, "must have 1 to " + LONGEST + " characters");
        }
        Attempt attempt = attempt(key, call);
        return CompletionStage.class.isAssignableFrom(call.getMethod().getReturnType())
                ? logFirst.answer(attempt, call)
                : inOneTransaction.answer(attempt, call);
    }

    private Attempt attempt(String key, InvocationContext call) {
        HttpServerRequest sent = request.request();
        return Attempt.of(Client.of(request), key, sent.method().name(), sent.uri(), body(call));
    }

    /** What was read of the body: the bytes where the method takes them, else the JSON of what they meant. */
    private static String body(InvocationContext call) {
        Parameter[] parameters = call.getMethod().getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (isBody(parameters[i])) {
                return call.getParameters()[i] instanceof byte[] bytes
                        ? new String(bytes, StandardCharsets.ISO_8859_1)
                        : Json.text(call.getParameters()[i]);
            }
        }
        return "";
    }

    /** The one parameter that JAX-RS is told nothing about. */
    private static boolean isBody(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotations()).map(Annotation::annotationType)
                .noneMatch(type -> type.getName().startsWith("jakarta.ws.rs."));
    }
}
