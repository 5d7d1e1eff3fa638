package contacthub.contact.erasure;

import java.net.URI;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contact.identity.CustomerRef;
import contacthub.runtime.security.Roles;

/** A person asks to be forgotten. It cannot be undone, so it is the administrator's alone. */
@Path("/api/v1/customers")
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "privacy")
class ErasureResource {

    private final CustomerRef refs;
    private final Erasing erasing;

    ErasureResource(CustomerRef refs, Erasing erasing) {
        this.refs = refs;
        this.erasing = erasing;
    }

    @DELETE
    @Path(CustomerRef.PATH)
    @Operation(summary = "Erase a customer: texts, names and addresses go from all services, numbers stay", description = """
            Irreversible. The answer is the receipt; the other services report on it within moments. The customer's id
            keeps answering, without anything personal; the addresses are unknown from now on. Asked again by the id,
            the same receipt is the answer.""")
    @APIResponse(responseCode = "202", description = "the receipt, which is also at Location")
    @APIResponse(responseCode = "404", description = "there is no such customer")
    public Response erase(@PathParam("ref") String ref, @Context SecurityContext security) {
        Receipt receipt = erasing.erase(refs.customer(ref), security.getUserPrincipal().getName());
        return Response.accepted(receipt).location(URI.create("/api/v1/erasures/" + receipt.id())).build();
    }
}
