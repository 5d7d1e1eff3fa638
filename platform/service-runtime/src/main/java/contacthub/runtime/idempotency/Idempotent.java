package contacthub.runtime.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.interceptor.InterceptorBinding;

/**
 * Honours {@code Idempotency-Key} on a resource method. One that answers a {@code Response} must do its work in the
 * caller's transaction, which keeps effect and answer together; one that answers a {@code CompletionStage} of it must
 * be harmless when done twice with the same key and body, since its answer is kept at best effort.
 */
@Documented
@InterceptorBinding
@Target({ ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {
}
