package contacthub.contact.console;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.quarkus.security.identity.SecurityIdentity;

import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;

/** Who is signed in. One signs in by {@code POST /sign-in} with the form fields j_username and j_password. */
@Path("/api/v1/session")
@Tag(name = "console")
class SessionResource {

    private final ConsoleSettings settings;
    private final SecurityIdentity caller;
    private final Clock clock;
    private final String cookie;

    SessionResource(ConsoleSettings settings, SecurityIdentity caller, Clock clock,
            @ConfigProperty(name = "quarkus.http.auth.form.cookie-name") String cookie) {
        this.settings = settings;
        this.caller = caller;
        this.clock = clock;
        this.cookie = cookie;
    }

    /**
     * Who it is, and where the other services are for the browser.
     *
     * @param now our time, since deadlines are ours whatever the browser's clock says
     * @param services address by name
     */
    record Session(String name, List<String> roles, Instant now, Map<String, String> services) {}

    @GET
    @RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Who has signed in, with which roles, and where the other services are")
    public Session session(@Context UriInfo uri) {
        return new Session(caller.getPrincipal().getName(), caller.getRoles().stream().sorted().toList(),
                clock.instant(), ConsoleSettings.services(settings, uri));
    }

    @DELETE
    @PermitAll
    @Idempotent
    @Operation(summary = "Sign out: the browser forgets the session")
    public Response end() {
        return Response.noContent().cookie(new NewCookie.Builder(cookie).value("").path("/").maxAge(0).httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT).build()).build();
    }
}
