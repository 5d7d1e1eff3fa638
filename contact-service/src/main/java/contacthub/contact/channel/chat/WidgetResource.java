package contacthub.contact.channel.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.event.Ids;

/** The script that a page shows the chat with. */
@Path("/widget.js")
@Tag(name = "chat")
class WidgetResource {

    private final byte[] script = read("/chat/widget.js");
    private final EntityTag tag = new EntityTag(Ids.named(new String(script, UTF_8))
            .toString());

    static byte[] read(String resource) {
        try (InputStream stream = WidgetResource.class.getResourceAsStream(resource)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kept by browsers for five minutes and asked for again by its tag, so that a new version is soon everywhere. */
    @GET
    @PermitAll
    @Operation(summary = "The chat widget, for <script src=\"…/widget.js\" data-account=\"…\" async></script>")
    public Response script(@Context Request request) {
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null
                ? Response.ok(script, "text/javascript;charset=UTF-8")
                : unchanged;
        return answer.tag(tag).header("Cache-Control", "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*").header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Content-Type-Options", "nosniff").build();
    }
}
