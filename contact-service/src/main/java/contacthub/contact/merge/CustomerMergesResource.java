package contacthub.contact.merge;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contact.identity.CustomerRef;
import contacthub.contact.identity.Merged;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Page;

/** The merges of one customer, beside its timeline and card. */
@Path("/api/v1/customers/" + CustomerRef.PATH + "/merges")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "merges")
class CustomerMergesResource {

    private final Merging merging;

    CustomerMergesResource(Merging merging) {
        this.merging = merging;
    }

    @GET
    @Operation(summary = "The merges a customer had part in, newest first")
    public Page<Merged> of(@PathParam("ref") String ref) {
        return merging.of(ref);
    }
}
