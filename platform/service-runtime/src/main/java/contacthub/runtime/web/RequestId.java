package contacthub.runtime.web;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.MDC;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

import contacthub.runtime.event.Ids;

/**
 * Gives every request an id, taken from {@code X-Request-Id} where it is sane, and a W3C trace context, continued from
 * {@code traceparent} where there is one. Both travel with the request's Vert.x context.
 */
@ApplicationScoped
public class RequestId {

    /** Before everything else, so that even a refused path is answered with an id. */
    static final int PRIORITY = 2_000;

    private static final String HEADER = "X-Request-Id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern TRACE = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String ID = "hub.request-id";
    private static final String TRACEPARENT = "hub.traceparent";

    private final Ids ids;

    RequestId(Ids ids) {
        this.ids = ids;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext request) {
        String sent = request.request().getHeader(HEADER);
        String id = sent != null && SANE.matcher(sent).matches() ? sent : ids.next().toString();
        request.put(ID, id);
        request.put(TRACEPARENT, trace(request.request().getHeader("traceparent")));
        request.response().putHeader(HEADER, id);
        Vertx.currentContext().putLocal(ID, id);
        MDC.put("request_id", id);
        request.next();
    }

    private String trace(String sent) {
        if (sent != null && TRACE.matcher(sent).matches()) {
            return sent;
        }
        String trace = (ids.next().toString() + ids.next()).replace("-", "");
        return "00-" + trace.substring(32) + "-" + trace.substring(16, 32) + "-01";
    }

    /** The id of the request at hand, or null outside one. */
    static String current() {
        var context = Vertx.currentContext();
        return context == null ? null : context.getLocal(ID);
    }

    /** The id of this request. */
    public static String of(RoutingContext request) {
        return request.get(ID);
    }

    /** The {@code traceparent} that what this request leads to continues. */
    public static String traceparent(RoutingContext request) {
        return request.get(TRACEPARENT);
    }
}
