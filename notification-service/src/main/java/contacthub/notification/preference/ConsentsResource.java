package contacthub.notification.preference;

import java.time.Instant;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.quarkus.security.identity.SecurityIdentity;

import contacthub.notification.customer.Customers;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;

/** What a customer allows: a ledger to which rows are only added. */
@Path("/api/v1/customers/" + Customers.REF + "/consents")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "consents")
class ConsentsResource {

    private final Customers customers;
    private final RecordingConsent recording;
    private final SecurityIdentity operator;

    ConsentsResource(Customers customers, RecordingConsent recording, SecurityIdentity operator) {
        this.customers = customers;
        this.recording = recording;
        this.operator = operator;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Everything the customer ever allowed or took back, newest first")
    public Page<ShownConsent> consents(@PathParam("customer") String customer, @QueryParam("page[size]") String size,
            @QueryParam("page[after]") String after) {
        int limit = Page.size(size);
        Whole whole = customers.whole(customer);
        var rows = Consent.page(whole.parts(), cursor(after), limit + 1).stream().map(ShownConsent::of).toList();
        return Page.of(rows, limit, consent -> consent.id().toString(),
                "/api/v1/customers/" + whole.root() + "/consents");
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Adds that the customer granted or withdrew a purpose on a channel; a withdrawal is a new row, never a deletion")
    public Response add(@PathParam("customer") String customer, RecordingConsent.Said said) {
        Consent added = recording.record(customer, said, operator.getPrincipal().getName());
        return Response.status(Response.Status.CREATED).entity(ShownConsent.of(added)).build();
    }

    private static UUID cursor(String after) {
        try {
            return after == null ? null : UUID.fromString(after);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("page[after]", "must be the cursor of an earlier page");
        }
    }

    /** One row as the REST interface shows it. */
    record ShownConsent(UUID id, String purpose, String channel, String status, Instant at, String wording,
            String source, String operator) {

        static ShownConsent of(Consent consent) {
            return new ShownConsent(consent.id, consent.purpose, consent.channel, consent.status, consent.givenAt,
                    consent.wording, consent.source, consent.operator);
        }
    }
}
