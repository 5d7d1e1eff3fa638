package contacthub.contact.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
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

import io.quarkus.security.ForbiddenException;

import contacthub.contact.timeline.Cursor;
import contacthub.runtime.event.Ids;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestedId;
import contacthub.runtime.web.Storable;

/** When operators are away: each enters their own absences, supervisors and administrators anybody's. */
@Path("/api/v1/absences")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "operators")
class AbsencesResource {

    private static final Cursor START = new Cursor(Instant.EPOCH, new UUID(0, 0));
    private static final Duration REACH = Duration.ofDays(3_660);

    private final Transactions transactions;
    private final Absences absences;
    private final Operators operators;
    private final Ids ids;
    private final Clock clock;

    AbsencesResource(Transactions transactions, Absences absences, Operators operators, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.absences = absences;
        this.operators = operators;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who is away (the caller where not given), from when (now) until when (not known yet), and why. */
    record NewAbsence(@Size(max = 200) @Storable String operator, Instant from, Instant until,
            @Size(max = 500) @Storable String because) {}

    @GET
    @Operation(summary = "Absences that are not over, the earliest first")
    public Page<Absence> list(@QueryParam("operator") String operator, @QueryParam("page[size]") String size,
            @QueryParam("page[after]") String after) {
        Storable.Check.parameter("operator", operator);
        int limit = Page.size(size);
        Cursor from = after == null ? START : Cursor.read(after);
        return Page.of(transactions.inCurrent(connection -> absences.list(connection, operator, from, limit + 1)),
                limit, absence -> new Cursor(absence.from(), absence.id()).text(),
                "/api/v1/absences" + (operator == null ? "" : "?operator=" + URLEncoder.encode(operator, UTF_8)));
    }

    @POST
    @Idempotent
    @Operation(summary = "Somebody is away", description = "Conversations they own come back to the queue once they "
            + "have been away for the return time, counted in their own working hours.")
    @APIResponse(responseCode = "201", description = "It counts from now on, also where it began before")
    @APIResponse(responseCode = "403", description = "An operator enters an absence of somebody else")
    public Response enter(@NotNull @Valid NewAbsence asked, @Context SecurityContext caller) {
        String by = caller.getUserPrincipal().getName();
        Instant now = clock.instant();
        var absence = new Absence(ids.next(), asked.operator == null ? by : asked.operator,
                asked.from == null ? now : asked.from, asked.until, asked.because, by);
        refuse(absence, now);
        mayChange(absence, caller);
        return transactions.inOne(connection -> {
            if (operators.named(connection, absence.operator()).isEmpty()) {
                throw Problem.invalid("operator", "is nobody with an account");
            }
            absences.enter(connection, absence);
            return Response.status(Response.Status.CREATED).entity(absence).build();
        });
    }

    private static void refuse(Absence absence, Instant now) {
        within("from", absence.from(), now);
        if (absence.until() != null) {
            within("until", absence.until(), now);
            if (!absence.until().isAfter(absence.from())) {
                throw Problem.invalid("until", "must be after from");
            }
        }
    }

    private static void within(String field, Instant time, Instant now) {
        if (time.isBefore(now.minus(REACH)) || time.isAfter(now.plus(REACH))) {
            throw Problem.invalid(field, "must be within ten years");
        }
    }

    private static void mayChange(Absence absence, SecurityContext caller) {
        boolean own = absence.operator().equals(caller.getUserPrincipal().getName());
        if (!own && !caller.isUserInRole(Roles.SUPERVISOR) && !caller.isUserInRole(Roles.ADMINISTRATOR)) {
            throw new ForbiddenException("Only a supervisor changes the absences of somebody else.");
        }
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "They are back: ends the absence now, or takes it back where it has not begun")
    @APIResponse(responseCode = "409", description = "It is over")
    public void end(@PathParam("id") String id, @Context SecurityContext caller) {
        UUID which = RequestedId.of("id", id);
        transactions.inOne(connection -> {
            mayChange(absences.locked(connection, which)
                    .orElseThrow(() -> Problem.notFound("There is no absence " + id + ".")), caller);
            absences.end(connection, which);
            return null;
        });
    }
}
