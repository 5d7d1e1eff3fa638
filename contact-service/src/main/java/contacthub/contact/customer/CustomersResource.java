package contacthub.contact.customer;

import java.time.Clock;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contact.identity.CustomerRef;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.IfMatch;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;

/** Customers: find one, see one, see one at a glance, correct what is known of one. */
@Path("/api/v1/customers")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "customers")
class CustomersResource {

    private static final int LONGEST_QUERY = 200;

    private final CustomerRef refs;
    private final Customers customers;
    private final CustomerSearch search;
    private final Editing editing;
    private final Clock clock;

    CustomersResource(CustomerRef refs, Customers customers, CustomerSearch search, Editing editing, Clock clock) {
        this.refs = refs;
        this.customers = customers;
        this.search = search;
        this.editing = editing;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Find customers by any address or a part of it, by parts of the name, by what was said; each with"
            + " the reason, addresses first")
    public FoundCustomer.Found find(@QueryParam("q") String q, @QueryParam("page[size]") String size,
            @QueryParam("page[after]") String after) {
        Storable.Check.parameter("q", q);
        if (q == null || q.isBlank() || q.length() > LONGEST_QUERY) {
            throw Problem.invalid("q", "must have 1 to " + LONGEST_QUERY + " characters");
        }
        return search.find(q.strip(), Page.size(size), after);
    }

    @GET
    @Path(CustomerRef.PATH)
    @Operation(summary = "One customer with all addresses; ref is an id or type:value; the version is the ETag")
    public Response one(@PathParam("ref") String ref) {
        return answer(customers.one(refs.customer(ref)));
    }

    @PATCH
    @Idempotent
    @Path(CustomerRef.PATH)
    @Consumes({ MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RequestBody(content = @Content(schema = @Schema(implementation = CustomerPatch.Changeable.class)))
    @Operation(summary = "Correct what is known of a customer: profile and name to use", description = "A JSON merge "
            + "patch: what is absent stays, what is null goes. If-Match guards against a change in between.")
    @APIResponse(responseCode = "200", description = "The customer as it is now")
    @APIResponse(responseCode = "400", description = "A field is wrong or cannot be changed; errors name it")
    @APIResponse(responseCode = "412", description = "The customer has changed since it was read")
    public Response change(@PathParam("ref") String ref, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        return answer(editing.change(refs.customer(ref), CustomerPatch.read(body, clock), IfMatch.version(ifMatch)));
    }

    private static Response answer(Customer customer) {
        return Response.ok(customer).tag(Long.toString(customer.version())).build();
    }

    @GET
    @Path(CustomerRef.PATH + "/card")
    @Operation(summary = "Who this is at a glance")
    public Card card(@PathParam("ref") String ref) {
        return customers.card(refs.customer(ref));
    }
}
