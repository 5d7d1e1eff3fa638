package contacthub.runtime.security;

import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import contacthub.runtime.web.Problem;

/**
 * What changes something by the session cookie alone must carry a header that no page of others can make a browser send
 * (OWASP, cross-site request forgery prevention, custom request headers). Keys and passwords need none.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
class SessionGuard implements ContainerRequestFilter {

    static final String HEADER = "X-Requested-With";
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final String cookie;

    SessionGuard(@ConfigProperty(name = "quarkus.http.auth.form.cookie-name") String cookie) {
        this.cookie = cookie;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean bySession = request.getCookies().containsKey(cookie)
                && request.getHeaderString(HttpHeaders.AUTHORIZATION) == null;
        if (bySession && !HARMLESS.contains(request.getMethod()) && request.getHeaderString(HEADER) == null
                && request.getUriInfo().getPath().startsWith("/api/")) {
            throw Problem.forbidden("A change by a session needs the header " + HEADER + ".");
        }
    }
}
