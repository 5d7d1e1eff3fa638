package contacthub.segment.recalculation;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.event.Ids;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestedId;

/** Full recalculations: ask for one, see how it stands, end it. */
@Path(RecalculationsResource.PATH)
@RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "recalculations")
class RecalculationsResource {

    static final String PATH = "/api/v1/recalculations";

    private final Transactions transactions;
    private final Recalculations recalculations;
    private final Ids ids;

    RecalculationsResource(Transactions transactions, Recalculations recalculations, Ids ids) {
        this.transactions = transactions;
        this.recalculations = recalculations;
        this.ids = ids;
    }

    @POST
    @Idempotent
    @Operation(summary = "Score every customer anew, in the background", description = "Quintiles and the second-purchase "
            + "interval are measured anew first. Nobody's scores change unless they differ from what the purchases say.")
    @APIResponse(responseCode = "202", description = "It will begin within a second; see Location")
    @APIResponse(responseCode = "409", description = "One is open already, named by the answer")
    public Response ask(@Context SecurityContext caller) {
        UUID id = ids.next();
        Recalculation asked = transactions.inOne(connection -> {
            if (!recalculations.ask(connection, id, "asked for", caller.getUserPrincipal().getName())) {
                throw Problem.conflict("Recalculation " + recalculations.open(connection).map(Recalculation::id)
                        .map(UUID::toString).orElse("") + " has not ended yet.");
            }
            return recalculations.find(connection, id).orElseThrow();
        });
        return Response.accepted(asked).location(URI.create(PATH + "/" + id)).build();
    }

    @GET
    @Operation(summary = "Recalculations, the newest first")
    public Page<Recalculation> list(@QueryParam("page[size]") String size, @QueryParam("page[after]") String after) {
        int limit = Page.size(size);
        Optional<UUID> before = Optional.ofNullable(after).map(id -> RequestedId.of("page[after]", id));
        List<Recalculation> found = transactions
                .inOne(connection -> recalculations.list(connection, before, limit + 1));
        return Page.of(found, limit, one -> one.id().toString(), PATH);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "How a recalculation stands: state, percent, customers looked at and scored anew")
    public Recalculation one(@PathParam("id") String id) {
        return found(RequestedId.of("id", id));
    }

    @POST
    @Path("{id}/cancel")
    @Idempotent
    @Operation(summary = "End a recalculation where it stands; what it has scored stays")
    @APIResponse(responseCode = "409", description = "It has ended already")
    public Response cancel(@PathParam("id") String id) {
        UUID found = found(RequestedId.of("id", id)).id();
        if (!transactions.inOne(connection -> recalculations.end(connection, found, Recalculation.CANCELLED))) {
            throw Problem.conflict("The recalculation has ended already.");
        }
        return Response.ok(found(found)).build();
    }

    private Recalculation found(UUID id) {
        return transactions.inOne(connection -> recalculations.find(connection, id))
                .orElseThrow(() -> Problem.notFound("There is no such recalculation."));
    }
}
