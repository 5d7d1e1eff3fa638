package contacthub.contact.erasure;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestedId;

/** What was done to erase a customer. */
@Path("/api/v1/erasures")
@RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "privacy")
class ReceiptsResource {

    private final Receipts receipts;
    private final Transactions transactions;

    ReceiptsResource(Receipts receipts, Transactions transactions) {
        this.receipts = receipts;
        this.transactions = transactions;
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "The receipt of an erasure: what was done where and when, and when Kafka has forgotten too")
    public Receipt receipt(@PathParam("id") String id) {
        return transactions.inCurrent(connection -> receipts.find(connection, RequestedId.of("id", id)))
                .orElseThrow(() -> Problem.notFound("There is no erasure " + id + "."));
    }
}
