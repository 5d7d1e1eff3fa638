package contacthub.runtime.inbox;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Page;

/** Records this service could not take, for those who find out why (spec 10). */
@Path("/api/v1/dead-letters")
@RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "dead letters")
class DeadLettersResource {

    private final Graveyard graveyard;

    DeadLettersResource(Graveyard graveyard) {
        this.graveyard = graveyard;
    }

    @GET
    @Operation(summary = "The newest records this service could not take, each with the reason")
    public Page<DeadLetter> list(@QueryParam("page[size]") String size) {
        List<DeadLetter> letters = graveyard.newest(Page.size(size));
        return Page.of(letters, Math.max(1, letters.size()), DeadLetter::id, "/api/v1/dead-letters");
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Path("{id}/redrive")
    @Operation(summary = "Send one again to the topic it came from, once what it failed of is mended", description = "Who "
            + "has taken it meanwhile takes it as seen.")
    @APIResponse(responseCode = "202", description = "It is on its topic again")
    @APIResponse(responseCode = "404", description = "There is no such dead letter, or no longer")
    @APIResponse(responseCode = "409", description = "Its data was too large for a dead letter")
    public Response redrive(@PathParam("id") String id, @Context SecurityContext caller) {
        graveyard.redrive(id, caller.getUserPrincipal().getName());
        return Response.accepted().build();
    }
}
