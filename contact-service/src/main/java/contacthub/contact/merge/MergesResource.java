package contacthub.contact.merge;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contact.identity.Merged;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.IfMatch;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestedId;
import contacthub.runtime.web.Storable;

/** Two customers become one, with a preview and an undo (spec 25). */
@Path("/api/v1")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "merges")
class MergesResource {

    private final Merging merging;

    MergesResource(Merging merging) {
        this.merging = merging;
    }

    @GET
    @Path("merges")
    @Operation(summary = "The merges a customer had part in, newest first: what each brought, and whether it was undone")
    public Page<Merged> list(@QueryParam("customer") String customer) {
        Storable.Check.parameter("customer", customer);
        if (customer == null || customer.isBlank()) {
            throw Problem.invalid("customer", "must be given: an id or type:value");
        }
        return merging.of(customer);
    }

    @POST
    @Path("merges")
    @Idempotent
    @Operation(summary = "Makes two customers one; with preview it shows the card that would result and what would move, without effect")
    public Response merge(Merging.Asked asked, @HeaderParam("If-Match") String ifMatch,
            @Context SecurityContext security) {
        var result = merging.merge(checked(asked), IfMatch.version(ifMatch), security.getUserPrincipal().getName());
        return Response.status(result.preview() ? 200 : 201).entity(result).build();
    }

    private static Merging.Asked checked(Merging.Asked asked) {
        if (asked != null && asked.because() != null) {
            Storable.Check.parameter("because", asked.because());
            if (asked.because().length() > 500) {
                throw Problem.invalid("because", "must be at most 500 characters");
            }
        }
        return asked;
    }

    @POST
    @Path("merges/{id}/undo")
    @Idempotent
    @Operation(summary = "Moves back exactly what the merge brought and nobody changed since, and tells what stayed and why")
    public Response undo(@PathParam("id") String id, @Context SecurityContext security) {
        return Response.ok(merging.undo(RequestedId.of("id", id), security.getUserPrincipal().getName())).build();
    }
}
