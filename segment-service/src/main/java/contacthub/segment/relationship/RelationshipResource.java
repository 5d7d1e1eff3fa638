package contacthub.segment.relationship;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.event.Ids;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.IfMatch;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;
import contacthub.segment.activity.Customers;

/** A customer's relationship over HTTP; the number of changes by operators is its ETag. */
@Path("/api/v1/customers/{customer}/relationship")
@Tag(name = "relationships")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
class RelationshipResource {

    private final Transactions transactions;
    private final Customers customers;
    private final Relationships relationships;
    private final Ids ids;
    private final Clock clock;

    RelationshipResource(Transactions transactions, Customers customers, Relationships relationships, Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.customers = customers;
        this.relationships = relationships;
        this.ids = ids;
        this.clock = clock;
    }

    /** What an operator says of the customer, and why. */
    record Said(
            @NotNull @Pattern(regexp = "seeker|loyal|exploiter|one_off_buyer|deal_client|relationship_client") String type,
            @NotBlank @Size(max = 500) @Storable String because) {}

    @GET
    @Operation(summary = "The type of a customer's relationship, as computed with the numbers that decided, or as an operator "
            + "set it; with what operators said, newest first.")
    @APIResponseSchema(Relationship.class)
    public Response read(@PathParam("customer") String customer) {
        Whole whole = customers.whole(customer);
        return answer(transactions.inOne(connection -> relationships.of(connection, whole)));
    }

    @PUT
    @Operation(summary = "Sets the type, which then holds until it is set again or taken back; If-Match guards against a "
            + "change in between.")
    @APIResponseSchema(Relationship.class)
    @APIResponse(responseCode = "412", description = "It was set since it was read")
    public Response set(@PathParam("customer") String customer, @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid Said said, @Context SecurityContext caller) {
        return answer(change(customer, ifMatch, said, caller));
    }

    @DELETE
    @Operation(summary = "Takes back what was set: the type is computed again.")
    @APIResponse(responseCode = "204", description = "It is computed again")
    @APIResponse(responseCode = "404", description = "Nothing is set")
    public void takeBack(@PathParam("customer") String customer, @HeaderParam("If-Match") String ifMatch,
            @Context SecurityContext caller) {
        change(customer, ifMatch, new Said(null, "taken back"), caller);
    }

    private Relationship change(String customer, String ifMatch, Said said, SecurityContext caller) {
        OptionalLong wanted = IfMatch.version(ifMatch);
        return transactions.inOne(connection -> {
            Whole whole = customers.whole(customer);
            Customers.hold(connection, List.of(whole.root()));
            Relationship present = relationships.of(connection, whole);
            if (wanted.isPresent() && wanted.getAsLong() != present.version()) {
                throw Problem.changedMeanwhile("The relationship was set since it was read.");
            }
            if (said.type == null && !present.isSet()) {
                throw Problem.notFound("Nobody has set the relationship of customer " + whole.root() + ".");
            }
            return changed(connection, whole, said, caller.getUserPrincipal().getName());
        });
    }

    private Relationship changed(Connection connection, Whole whole, Said said, String operator) throws SQLException {
        Relationships.add(connection, whole.root(), new Relationship.Change(ids.next(), said.type, said.because,
                clock.instant().truncatedTo(ChronoUnit.MILLIS), operator));
        return relationships.of(connection, whole);
    }

    private static Response answer(Relationship relationship) {
        return Response.ok(relationship).tag(Long.toString(relationship.version())).build();
    }
}
