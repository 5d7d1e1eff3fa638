package contacthub.contact.customer;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contact.identity.CustomerRef;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;

/** Customers: find one, see one, see one at a glance. */
@Path("/api/v1/customers")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "customers")
class CustomersResource {

    private static final int LONGEST_QUERY = 200;

    private final CustomerRef refs;
    private final Customers customers;
    private final CustomerSearch search;

    CustomersResource(CustomerRef refs, Customers customers, CustomerSearch search) {
        this.refs = refs;
        this.customers = customers;
        this.search = search;
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
    @Operation(summary = "One customer with all addresses; ref is an id or type:value")
    public Customer one(@PathParam("ref") String ref) {
        return customers.one(refs.customer(ref));
    }

    @GET
    @Path(CustomerRef.PATH + "/card")
    @Operation(summary = "Who this is at a glance")
    public Card card(@PathParam("ref") String ref) {
        return customers.card(refs.customer(ref));
    }
}
