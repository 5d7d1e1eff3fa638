package contacthub.segment.loyalty;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.IfMatch;
import contacthub.runtime.web.Problem;

/** The loyalty programme over HTTP; its version is the ETag. */
@Path("/api/v1/loyalty-programme")
@Tag(name = "loyalty")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
class ProgrammeResource {

    private final Transactions transactions;
    private final Clock clock;

    ProgrammeResource(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "The programme that holds: tiers with their conditions, points for purchases, rewards for reviews.")
    @APIResponseSchema(ProgrammeVersion.class)
    public Response read() {
        return answer(transactions.inOne(Programmes::newest));
    }

    @PUT
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Adds a version of the programme, for what is bought and written from now on; tiers follow at "
            + "once. If-Match guards against a change in between.")
    @APIResponseSchema(ProgrammeVersion.class)
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it")
    @APIResponse(responseCode = "412", description = "The programme has changed since it was read")
    public Response put(@HeaderParam("If-Match") String ifMatch, @NotNull @Valid Programme programme,
            @Context SecurityContext caller) {
        OptionalLong wanted = IfMatch.version(ifMatch);
        if (!programme.hasPrices()) {
            throw Problem.invalid("amount_per_point", "must be amounts from 0.01 to 1,000,000,000 by currency");
        }
        return answer(transactions.inOne(connection -> {
            long present = Programmes.newest(connection).version();
            var version = new ProgrammeVersion(present + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    caller.getUserPrincipal().getName(), programme);
            if (wanted.isPresent() && wanted.getAsLong() != present || !Programmes.add(connection, version)) {
                throw Problem.changedMeanwhile("The programme has changed since it was read.");
            }
            return version;
        }));
    }

    private static Response answer(ProgrammeVersion version) {
        return Response.ok(version).tag(Long.toString(version.version())).build();
    }
}
