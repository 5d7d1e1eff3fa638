package contacthub.contact.erasure;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestedId;

/** Customers are not kept for ever: try what an age would erase, then do it. */
@Path("/api/v1/retention")
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "privacy")
class RetentionResource {

    private final Retention retention;
    private final Clock clock;

    RetentionResource(Retention retention, Clock clock) {
        this.retention = retention;
        this.clock = clock;
    }

    /** From which age on; an ISO 8601 period. */
    record Asked(String olderThan) {}

    /** What a run with this age would erase now, by what it is. */
    record Tried(Instant before, Map<String, Long> rows) {}

    @POST
    @Path("/try")
    @Operation(summary = "What a run would erase, without doing it: customers with nothing since and no open matter")
    public Tried tryIt(Asked asked) {
        Age age = age(asked);
        return new Tried(age.before(), retention.count(age));
    }

    @POST
    @Idempotent
    @Operation(summary = "Erase all customers with nothing since, in all services, a few hundred at a time")
    public Response run(Asked asked, @Context SecurityContext security) {
        RetentionRun run = retention.begin(age(asked), security.getUserPrincipal().getName());
        return Response.accepted(run).location(URI.create("/api/v1/retention/" + run.id())).build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a run has come")
    public RetentionRun progress(@PathParam("id") String id) {
        return retention.find(RequestedId.of("id", id))
                .orElseThrow(() -> Problem.notFound("There is no retention run " + id + "."));
    }

    private Age age(Asked asked) {
        if (asked == null) {
            throw Problem.invalid("body", "must be a JSON object");
        }
        return Age.of(asked.olderThan(), clock.instant());
    }
}
