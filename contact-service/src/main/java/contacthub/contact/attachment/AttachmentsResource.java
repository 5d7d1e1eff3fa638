package contacthub.contact.attachment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestedId;

/** Files that came with contacts, one by one; the timeline entry links to them. Who takes one is logged. */
@Path(Attachments.PATH)
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "timeline")
class AttachmentsResource {

    private static final Logger LOG = Logger.getLogger(AttachmentsResource.class);

    private final Attachments attachments;

    AttachmentsResource(Attachments attachments) {
        this.attachments = attachments;
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "The bytes of a file that came with a contact, to be saved, never shown as a page of ours")
    @APIResponse(responseCode = "200", description = "The file, under its name with everything hostile taken out")
    @APIResponse(responseCode = "404", description = "No such file, or it was taken away with what it belonged to")
    public Response file(@PathParam("id") String id, @Context SecurityContext security) {
        KeptFile file = attachments.find(RequestedId.of("id", id))
                .orElseThrow(() -> Problem.notFound("There is no such attachment, or it was taken away."));
        LOG.infof("attachment %s is taken by %s", RequestedId.of("id", id), security.getUserPrincipal().getName());
        return Response.ok(file.bytes(), file.safeType())
                .header("Content-Disposition", FileName.disposition(file.name()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cache-Control", "private, no-store").build();
    }
}
