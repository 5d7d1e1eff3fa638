package contacthub.contact.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.TreeSet;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The console's only page. It says nothing to those who have not signed in; what it shows comes by the REST interface. */
@Path("/")
@PermitAll
@Tag(name = "console")
class ConsoleResource {

    /** No inline code or styles, nothing of others; the browser asks our services and nobody else. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self' %s; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

    private final ConsoleSettings settings;
    private final byte[] page;

    ConsoleResource(ConsoleSettings settings) {
        this.settings = settings;
        try (InputStream in = ConsoleResource.class.getResourceAsStream("/console/page.html")) {
            page = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GET
    @Operation(summary = "To the console")
    public Response root() {
        return Response.seeOther(URI.create("/console/")).build();
    }

    @GET
    @Path("console/")
    @Operation(summary = "The console for operators, supervisors and administrators")
    public Response page(@Context UriInfo uri) {
        return Response.ok(page, MediaType.TEXT_HTML + ";charset=UTF-8")
                .header("Content-Security-Policy",
                        String.format(POLICY,
                                String.join(" ", new TreeSet<>(ConsoleSettings.services(settings, uri).values()))))
                .header("X-Content-Type-Options", "nosniff").header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "no-cache").build();
    }
}
