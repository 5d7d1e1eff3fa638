package contacthub.contact.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Lifts the limit of request bodies for imports alone, which are streamed: Quarkus has one limit for all paths. A
 * length announced in front would be refused before, so it is hidden; one counted while reading is switched off.
 */
@ApplicationScoped
class UploadLimit {

    private static final int BEFORE = 1 - RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT;
    private static final int AFTER = -1 - RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT;

    void register(@Observes Filters filters) {
        filters.register(UploadLimit::hideLength, BEFORE);
        filters.register(UploadLimit::countNothing, AFTER);
    }

    private static void hideLength(RoutingContext request) {
        if (isUpload(request)) {
            request.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
        }
        request.next();
    }

    private static void countNothing(RoutingContext request) {
        if (isUpload(request)) {
            request.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
        }
        request.next();
    }

    private static boolean isUpload(RoutingContext request) {
        return request.request().method() == HttpMethod.POST
                && ImportsResource.PATH.equals(request.normalizedPath());
    }
}
