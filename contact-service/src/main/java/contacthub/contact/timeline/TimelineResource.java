package contacthub.contact.timeline;

import java.time.Duration;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.smallrye.mutiny.Multi;

import contacthub.contact.identity.CustomerRef;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.inbox.Position;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.RequestedId;
import contacthub.runtime.web.Storable;

/** The customer's one history, by page or live. */
@Path("/api/v1/customers/" + CustomerRef.PATH + "/timeline")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "timeline")
class TimelineResource {

    /** Answers whether what was accepted at the asked position shows, or the wait was too short. */
    private static final String POSITION = "Hub-Position";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final CustomerRef refs;
    private final TimelineReader reader;
    private final Position position;
    private final LiveTimeline live;
    private final Redactions redactions;

    TimelineResource(CustomerRef refs, TimelineReader reader, Position position, LiveTimeline live,
            Redactions redactions) {
        this.refs = refs;
        this.reader = reader;
        this.position = position;
        this.live = live;
        this.redactions = redactions;
    }

    /** Why the text of an entry must go. */
    record Redacting(@NotBlank @Size(max = 2_000) @Storable String reason) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Newest first; with the position of an accepted event it waits up to 2 s until that event shows;"
            + " what an operator wrote shows as soon as it was answered, at every instance")
    public Response page(@PathParam("ref") String ref, @BeanParam TimelineQuery query,
            @QueryParam("position") String accepted, @Context UriInfo uri) {
        query.checked();
        boolean shown = accepted == null || position.await("contact-service", accepted, LONGEST_WAIT);
        UUID customer = refs.customer(ref);
        var page = Page.of(reader.page(customer, query), Page.size(query.size), ShownEntry::cursor, self(uri));
        return Response.ok(page).header(POSITION, accepted == null ? null : shown ? "passed" : "timeout").build();
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.1")
    @Operation(summary = "Every entry as it is added or changes, from now on or from Last-Event-ID; keyed by entry id;"
            + " the filters hold here too")
    public Multi<OutboundSseEvent> live(@PathParam("ref") String ref, @BeanParam TimelineQuery query,
            @HeaderParam("Last-Event-ID") String last, @Context Sse sse) {
        return live.of(refs.customer(ref), query.checked(), last, sse);
    }

    @POST
    @Path("{entry}/redact")
    @Idempotent
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take the text of one entry away for good; the entry stays, with who did it, when and why;"
            + " again, it answers the same")
    public Response redact(@PathParam("ref") String ref, @PathParam("entry") String entry,
            @NotNull @Valid Redacting redacting, @Context SecurityContext security) {
        return Response.ok(redactions.redact(refs.customer(ref), RequestedId.of("entry", entry),
                security.getUserPrincipal().getName(),
                redacting.reason)).build();
    }

    private static String self(UriInfo uri) {
        String query = uri.getRequestUri().getRawQuery();
        String kept = query == null
                ? ""
                : query.replaceAll("(?i)(^|&)(page(\\[|%5B)(after|size)(]|%5D)|position)=[^&]*", "");
        return uri.getRequestUri().getRawPath() + (kept.isEmpty() ? "" : "?" + kept.replaceFirst("^&", ""));
    }
}
