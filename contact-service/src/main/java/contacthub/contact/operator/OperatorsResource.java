package contacthub.contact.operator;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contact.operator.Operators.Operator;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;

/** Who may answer, who of them is away, and when they work. */
@Path("/api/v1/operators")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "operators")
class OperatorsResource {

    private final Transactions transactions;
    private final Operators operators;

    OperatorsResource(Transactions transactions, Operators operators) {
        this.transactions = transactions;
        this.operators = operators;
    }

    /** The calendar of somebody's working hours; none for that of the office. */
    record Hours(@Size(max = 100) @Storable String calendar) {}

    @GET
    @Operation(summary = "Everybody with an account: roles, working hours, open conversations, and whether they are away")
    public Page<Operator> all(@QueryParam("page[size]") String size, @QueryParam("page[after]") String after) {
        int limit = Page.size(size);
        String from = after == null ? "" : Storable.Check.parameter("page[after]", after);
        return Page.of(transactions.inCurrent(connection -> operators.all(connection, from, limit + 1)), limit,
                Operator::name, "/api/v1/operators");
    }

    @PUT
    @Path("{name}/hours")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "In which working hours an operator answers: a stored calendar, the office's where none is given")
    public Operator hours(@PathParam("name") String name, @NotNull @Valid Hours hours) {
        Storable.Check.parameter("name", name);
        if (hours.calendar != null && !operators.calendars().contains(hours.calendar)) {
            throw Problem.invalid("calendar", "names no calendar");
        }
        return transactions.inOne(connection -> {
            known(operators.named(connection, name).isPresent(), name);
            operators.keepHours(connection, name, hours.calendar);
            return operators.named(connection, name).orElseThrow();
        });
    }

    private static void known(boolean known, String name) {
        if (!known) {
            throw Problem.notFound("There is no operator " + name + ".");
        }
    }
}
