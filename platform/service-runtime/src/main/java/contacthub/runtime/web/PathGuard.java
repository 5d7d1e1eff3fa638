package contacthub.runtime.web;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/** Refuses paths whose meaning depends on who reads them, before anything is routed or permitted (spec 80). */
@ApplicationScoped
class PathGuard {

    private static final int PRIORITY = RequestId.PRIORITY - 1;
    private static final Pattern AMBIGUOUS = Pattern.compile("[;\\\\]|%3b|%2f|%5c|%00|%25|//|/(\\.|%2e){1,2}(/|$)");

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext request) {
        String uri = request.request().uri();
        int query = uri.indexOf('?');
        String path = (query < 0 ? uri : uri.substring(0, query)).toLowerCase(Locale.ROOT);
        if (!AMBIGUOUS.matcher(path).find()) {
            request.next();
            return;
        }
        byte[] body = ProblemDetails.body(400, "Bad request", "The path has characters that are not allowed.",
                List.of(new Problem.FieldError("path", "must not contain ; \\ // or their encoded forms")),
                RequestId.of(request));
        request.response().setStatusCode(400).putHeader("Content-Type", ProblemDetails.JSON.toString())
                .end(io.vertx.core.buffer.Buffer.buffer(body));
    }
}
