package contacthub.contact.merge;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contact.customer.Customer;
import contacthub.contact.customer.Customers;
import contacthub.contact.identity.Candidates;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.RequestedId;

/** Pairs of customers who may be one, side by side. */
@Path("/api/v1/merge-candidates")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "merges")
class CandidatesResource {

    private static final UUID LATEST = new UUID(-1, -1);

    private final Candidates candidates;
    private final Customers customers;
    private final Transactions transactions;

    CandidatesResource(Candidates candidates, Customers customers, Transactions transactions) {
        this.candidates = candidates;
        this.customers = customers;
        this.transactions = transactions;
    }

    /** A pair with both cards and why it is one; scored where the two only look alike. */
    record Candidate(UUID id, List<Customer> customers, Integer score, String because, Instant foundAt) {}

    @GET
    @Operation(summary = "Pairs that wait for a decision, the latest first, with both customers and the reason")
    public Page<Candidate> open(@QueryParam("page[size]") String size, @QueryParam("page[after]") String after) {
        int limit = Page.size(size);
        UUID before = after == null ? LATEST : RequestedId.of("page[after]", after);
        List<Candidate> open = transactions.inCurrent(connection -> read(connection, before, limit + 1));
        return Page.of(open, limit, candidate -> candidate.id().toString(), "/api/v1/merge-candidates");
    }

    private List<Candidate> read(Connection connection, UUID before, int limit) throws SQLException {
        List<Candidates.Open> open = candidates.open(connection, before, limit);
        Map<UUID, Customer> shown = customers
                .byIds(connection, open.stream().flatMap(pair -> Stream.of(pair.one(), pair.two())).distinct().toList())
                .stream().collect(Collectors.toMap(Customer::id, Function.identity()));
        return open.stream().map(pair -> new Candidate(pair.id(),
                List.of(shown.get(pair.one()), shown.get(pair.two())), pair.score(), pair.because(), pair.foundAt()))
                .toList();
    }

    @POST
    @Path("{id}/dismiss")
    @Idempotent
    @Operation(summary = "The two are two people: the pair is not shown again, and no event merges them by itself")
    public Response dismiss(@PathParam("id") String id, @Context SecurityContext security) {
        return transactions.inOne(connection -> {
            candidates.dismiss(connection, RequestedId.of("id", id), security.getUserPrincipal().getName());
            return Response.noContent().build();
        });
    }
}
