package contacthub.contact.erasure;

import java.net.URI;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** A person asks to be forgotten: erase, and the receipt. It cannot be undone, so it is the administrator's alone. */
@Path("/api/v1")
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "privacy")
class ErasureResource {

    private final CustomerRef refs;
    private final Erasing erasing;
    private final Receipts receipts;
    private final Transactions transactions;

    ErasureResource(CustomerRef refs, Erasing erasing, Receipts receipts, Transactions transactions) {
        this.refs = refs;
        this.erasing = erasing;
        this.receipts = receipts;
        this.transactions = transactions;
    }

    @DELETE
    @Path("/customers/" + CustomerRef.PATH)
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

    @GET
    @Path("/erasures/{id}")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "The receipt of an erasure: what was done where and when, and when Kafka has forgotten too")
    public Receipt receipt(@PathParam("id") UUID id) {
        return transactions.inCurrent(connection -> receipts.find(connection, id))
                .orElseThrow(() -> Problem.notFound("There is no erasure " + id + "."));
    }
}
