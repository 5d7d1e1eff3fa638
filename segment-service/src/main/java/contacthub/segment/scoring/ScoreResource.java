package contacthub.segment.scoring;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;
import contacthub.segment.activity.Customers;

/** Scores over HTTP. */
@Path("/api/v1/customers/{customer}/scores")
@Tag(name = "scores")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
class ScoreResource {

    private final Transactions transactions;
    private final Customers customers;
    private final Scores scores;

    ScoreResource(Transactions transactions, Customers customers, Scores scores) {
        this.transactions = transactions;
        this.customers = customers;
        this.scores = scores;
    }

    @GET
    @Operation(summary = "The present scores of a customer, with the numbers and the rule version that made them.")
    public Score scores(@PathParam("customer") String customer) {
        UUID id = customers.known(customer);
        return transactions.inCurrent(connection -> scores.of(connection, id))
                .orElseThrow(() -> Problem.notFound("Customer " + id + " has bought nothing yet."));
    }
}
