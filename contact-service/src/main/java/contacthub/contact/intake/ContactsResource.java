package contacthub.contact.intake;

import java.io.IOException;
import java.util.List;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.ext.web.RoutingContext;

import contacthub.contracts.ContactFact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestId;

/** The front door for people who do not know CloudEvents: a contact as plain JSON. */
@Path("/api/v1/contacts")
@RolesAllowed({ Roles.INTEGRATION, Roles.ADMINISTRATOR})
@Tag(name = "intake")
class ContactsResource {

    private static final int LONGEST_KEY = 255;

    private final Intake intake;
    private final Ids ids;

    ContactsResource(Intake intake, Ids ids) {
        this.intake = intake;
        this.ids = ids;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Post one contact", description = "The data of contacthub.contact.received.v1, and time if it "
            + "happened earlier. With an Idempotency-Key, posting again adds nothing.")
    public CompletionStage<Response> post(byte[] body, @HeaderParam("Idempotency-Key") String key,
            @Context SecurityContext security, @Context RoutingContext request) {
        if (body.length > CloudEventReader.LARGEST_EVENT) {
            throw Problem.tooLarge("body", "A contact has at most " + CloudEventReader.LARGEST_EVENT + " bytes.");
        }
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw Problem.invalid("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
        }
        ObjectNode contact = object(body);
        ReadEvent read = ReadEvent.plain(contact, FactTypes.name(ContactFact.Received.class),
                key == null ? ids.next().toString() : key,
                "/api/v1/contacts/" + security.getUserPrincipal().getName());
        if (!read.errors().isEmpty()) {
            throw Problem.invalid(read.errors());
        }
        Posted posted = read.posted();
        return intake.take(List.of(posted), RequestId.traceparent(request))
                .thenApply(receipt -> Response.accepted(new EventsResource.Answer(posted.id(), receipt.position()))
                        .build());
    }

    private static ObjectNode object(byte[] body) {
        try {
            if (Json.MAPPER.readTree(body) instanceof ObjectNode contact) {
                return contact;
            }
        } catch (IOException e) {
            throw Problem.invalid("body", "is not valid JSON");
        }
        throw Problem.invalid("body", "must be a JSON object");
    }
}
