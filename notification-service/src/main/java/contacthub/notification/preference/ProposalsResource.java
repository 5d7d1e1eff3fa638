package contacthub.notification.preference;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.quarkus.security.identity.SecurityIdentity;

import contacthub.notification.customer.Customers;
import contacthub.notification.preference.Learned.Proposal;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Page;

/** What was learned of a customer's habits, for a person to confirm or decline. */
@Path("/api/v1/customers/" + Customers.REF + "/preferences/proposals")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "preferences")
class ProposalsResource {

    private final Proposing proposing;
    private final SecurityIdentity operator;

    ProposalsResource(Proposing proposing, SecurityIdentity operator) {
        this.proposing = proposing;
        this.operator = operator;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Preferences the customer's contacts suggest, and from what", description = "None counts before "
            + "it is confirmed.")
    public Page<Proposal> proposals(@PathParam("customer") String customer) {
        List<Proposal> proposals = proposing.of(customer);
        return Page.of(proposals, proposals.size() + 1, Proposal::wish,
                "/api/v1/customers/" + customer + "/preferences/proposals");
    }

    @POST
    @Idempotent
    @Path("/{wish}/confirm")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a proposal a preference of the customer")
    public ShownPreferences confirm(@PathParam("customer") String customer, @PathParam("wish") String wish) {
        return ShownPreferences.of(proposing.confirm(customer, wish, operator.getPrincipal().getName()));
    }

    @POST
    @Idempotent
    @Path("/{wish}/decline")
    @Operation(summary = "Propose this no more")
    public void decline(@PathParam("customer") String customer, @PathParam("wish") String wish) {
        proposing.decline(customer, wish, operator.getPrincipal().getName());
    }
}
