package contacthub.contact.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.ext.web.RoutingContext;

import contacthub.contracts.ContactFact;
import contacthub.contracts.FactTypes;
import contacthub.runtime.event.Ids;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.JsonBody;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestId;

/** The front door for people who do not know CloudEvents: a contact as plain JSON. */
@Path("/api/v1/contacts")
@RolesAllowed({ Roles.INTEGRATION, Roles.ADMINISTRATOR})
@Tag(name = "intake")
class ContactsResource {

    private final Intake intake;
    private final RateLimit limit;
    private final Ids ids;

    ContactsResource(Intake intake, RateLimit limit, Ids ids) {
        this.intake = intake;
        this.limit = limit;
        this.ids = ids;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Post one contact", description = "The data of contacthub.contact.received.v1, and time if it "
            + "happened earlier. With an Idempotency-Key, posting the same again adds nothing, for ever.")
    @APIResponse(responseCode = "202", description = "Durable; a timeline read with the position shows it")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it")
    @APIResponse(responseCode = "413", description = "More than 64 KB")
    @APIResponse(responseCode = "429", description = "More than the key may post, nothing was kept; see Retry-After")
    @APIResponse(responseCode = "503", description = "Could not be made durable and was not kept; see Retry-After")
    public CompletionStage<Response> post(byte[] body, @HeaderParam("Idempotency-Key") String key,
            @Context SecurityContext security, @Context RoutingContext request) {
        limit.admit(request, 1);
        ObjectNode contact = JsonBody.object(body, CloudEventReader.LARGEST_EVENT);
        String source = "/api/v1/contacts/" + security.getUserPrincipal().getName();
        ReadEvent read = ReadEvent.plain(contact, FactTypes.name(ContactFact.Received.class),
                id(source, key, body).toString(), source);
        if (!read.errors().isEmpty()) {
            throw Problem.invalid(read.errors());
        }
        Posted posted = read.posted();
        return intake.take(List.of(posted), RequestId.traceparent(request))
                .thenApply(receipt -> Response.accepted(new EventsResource.Answer(posted.id(), receipt.position()))
                        .build());
    }

    /** The same for the same contact under the same key, for ever, whatever is known of the key by then (docs/adr/0018). */
    private UUID id(String source, String key, byte[] body) {
        return key == null ? ids.next() : Ids.named(source, key, new String(body, StandardCharsets.ISO_8859_1));
    }
}
