package contacthub.contact.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.vertx.ext.web.RoutingContext;

import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;
import contacthub.runtime.web.RequestId;

/** The front door for CloudEvents: binary, structured and batched mode. */
@Path("/api/v1/events")
@RolesAllowed({ Roles.INTEGRATION, Roles.ADMINISTRATOR})
@Tag(name = "intake")
class EventsResource {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCHED = "application/cloudevents-batch+json";

    private final Intake intake;
    private final RateLimit limit;

    EventsResource(Intake intake, RateLimit limit) {
        this.intake = intake;
        this.limit = limit;
    }

    /** What became of one event of a batch. */
    record Item(int index, String id, String status, FieldError error) {}

    /** The answer to a batch: the good ones are taken, each bad one says why not. */
    record BatchAnswer(int accepted, String position, List<Item> items) {}

    /** The answer to one event; a spilled one has no position. */
    record Answer(String id, String position) {}

    @POST
    @Idempotent
    @Operation(summary = "Post one event or a batch", description = "CloudEvents 1.0 over HTTP. One event has at most 64 KB, "
            + "a batch at most 1,000 events and 1 MB. 202 is answered only when the event is durable.")
    @APIResponse(responseCode = "202", description = "Durable; a timeline read with the position shows it")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it")
    @APIResponse(responseCode = "413", description = "More than the limit")
    @APIResponse(responseCode = "429", description = "More than the key may post, nothing was kept; see Retry-After")
    @APIResponse(responseCode = "503", description = "Could not be made durable and was not kept; see Retry-After")
    public CompletionStage<Response> post(byte[] body, @HeaderParam("Content-Type") String contentType,
            @Context RoutingContext request) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith(BATCHED)) {
            return batch(CloudEventReader.batch(body), request);
        }
        if (type.startsWith(STRUCTURED)) {
            return one(CloudEventReader.structured(body), request);
        }
        if (type.startsWith("application/cloudevents")) {
            throw Problem.unsupportedMediaType("CloudEvents are read as JSON only: " + STRUCTURED + " or " + BATCHED);
        }
        if (request.request().getHeader("ce-specversion") == null && request.request().getHeader("ce-id") == null) {
            throw Problem.unsupportedMediaType("must be " + STRUCTURED + ", " + BATCHED
                    + ", or any other with the event's attributes as ce- headers");
        }
        return one(CloudEventReader.binary(request.request().headers(), contentType, body), request);
    }

    private CompletionStage<Response> one(Attributes attributes, RoutingContext request) {
        limit.admit(request, 1);
        Posted posted = attributes.posted();
        List<FieldError> errors = errors(attributes, posted);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return intake.take(List.of(posted), RequestId.traceparent(request))
                .thenApply(receipt -> Response.accepted(new Answer(posted.id(), receipt.position())).build());
    }

    private CompletionStage<Response> batch(List<Attributes> events, RoutingContext request) {
        limit.admit(request, events.size());
        List<Posted> good = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        for (int index = 0; index < events.size(); index++) {
            Attributes event = events.get(index);
            Posted posted = event.posted();
            List<FieldError> errors = errors(event, posted);
            if (errors.isEmpty()) {
                good.add(posted);
                items.add(new Item(index, posted.id(), "accepted", null));
            } else {
                items.add(new Item(index, event.id(), "rejected", errors.get(0)));
            }
        }
        return intake.take(good, RequestId.traceparent(request)).thenApply(receipt -> Response
                .accepted(new BatchAnswer(good.size(), receipt.position(), items)).build());
    }

    private List<FieldError> errors(Attributes attributes, Posted posted) {
        return attributes.errors().isEmpty() ? intake.check(posted) : attributes.errors();
    }
}
