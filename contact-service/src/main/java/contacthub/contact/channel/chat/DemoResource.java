package contacthub.contact.channel.chat;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.web.Problem;

/** A page to try the chat on, where an account named demo is configured. */
@Path("/widget/demo")
@Tag(name = "chat")
class DemoResource {

    private final ChatSettings settings;
    private final byte[] page = WidgetResource.read("/chat/demo.html");

    DemoResource(ChatSettings settings) {
        this.settings = settings;
    }

    @GET
    @PermitAll
    @Operation(summary = "A page with the chat widget of the account demo; 404 where there is no such account")
    public Response page() {
        if (!settings.accounts().containsKey("demo")) {
            throw Problem.notFound("There is no chat account demo.");
        }
        return Response.ok(page, MediaType.TEXT_HTML + ";charset=UTF-8")
                .header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'").build();
    }
}
