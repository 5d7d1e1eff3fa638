package contacthub.contact.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.smallrye.mutiny.Multi;

import contacthub.contact.policy.Circumstances;
import contacthub.contact.timeline.Cursor;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.LivePage;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestedId;
import contacthub.runtime.web.Storable;

/** The open matters, and what operators do with them. {@code If-Match} with the version guards against overwriting. */
@Path("/api/v1/conversations")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "conversations")
class ConversationsResource {

    private final ConversationReader reader;
    private final Handling handling;

    ConversationsResource(ConversationReader reader, Handling handling) {
        this.reader = reader;
        this.handling = handling;
    }

    /** An answer to the customer; plain text, at most 60,000 characters. Afterwards it may be the customer's turn. */
    record Reply(@NotBlank @Size(max = 60_000) @Storable String text,
            @Size(max = 500) @Storable String subject, boolean waitingForCustomer) {}

    /** Until when at most; without a time until the customer writes. */
    record Snooze(Instant until) {}

    /** A note for colleagues. */
    record Note(@NotBlank @Size(max = 60_000) @Storable String text) {}

    /** A new owner; none sends the conversation back to the queue. */
    record Assignment(@Size(max = 200) @Storable String operator) {}

    /** How urgent it is: low, normal, high or urgent, and why. */
    record Urgency(@NotBlank @Storable String priority, @Size(max = 2_000) @Storable String because) {}

    /** By when an answer comes; told where the operator has told the customer already; why it is later than said before. */
    record Promise(@NotNull Instant by, boolean told, @Size(max = 2_000) @Storable String because) {}

    /** Whether the customer is asked if it is solved; as configured where it is not said. */
    record Resolution(Boolean ask) {}

    /** Why it is opened again. */
    record Reopening(@Size(max = 2_000) @Storable String because) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Conversations of a status (open where not given), the latest contact first", description = "sort=urgent: the worst deadline first, those that nobody waits in last. owner=none: those in "
            + "the queue. due_before: with a deadline before that time.")
    public Page<Listed> list(@BeanParam ConversationQuery query) {
        return page(query.sought(), query.from(), query.limit(), query.self());
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.1")
    @Operation(summary = "The same page whenever anything on it is other than before, looked at every second")
    public Multi<OutboundSseEvent> live(@BeanParam ConversationQuery query, @Context Sse sse) {
        ConversationReader.Sought sought = query.sought();
        Cursor from = query.from();
        int limit = query.limit();
        return LivePage.of(sse, () -> page(sought, from, limit, query.self()));
    }

    private Page<Listed> page(ConversationReader.Sought sought, Cursor from, int limit, String self) {
        return Page.of(reader.list(sought, from, limit + 1), limit,
                one -> new Cursor(sought.urgentFirst() ? one.due() : one.conversation().lastContactAt(),
                        one.conversation().id()).text(),
                self);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One conversation with its clocks")
    public Response one(@PathParam("id") String id) {
        ShownConversation conversation = reader.one(RequestedId.of("id", id));
        return Response.ok(conversation).tag(Long.toString(conversation.version())).build();
    }

    @POST
    @Idempotent
    @Path("{id}/replies")
    @Operation(summary = "Answer the customer on the conversation's channel; ends the clocks that waited for it")
    public Response reply(@PathParam("id") String id, @NotNull @Valid Reply reply, @BeanParam Caller caller) {
        return created(id, handling.reply(caller.target(RequestedId.of("id", id)), reply.text, reply.subject,
                reply.waitingForCustomer));
    }

    @POST
    @Idempotent
    @Path("{id}/notes")
    @Operation(summary = "Leave a note for colleagues; stops no clock")
    public Response note(@PathParam("id") String id, @NotNull @Valid Note note, @BeanParam Caller caller) {
        return created(id, handling.note(caller.target(RequestedId.of("id", id)), note.text));
    }

    @POST
    @Idempotent
    @Path("{id}/assign")
    @Operation(summary = "Give the conversation to an operator, or back to the queue")
    public Response assign(@PathParam("id") String id, @NotNull @Valid Assignment to, @BeanParam Caller caller) {
        return created(id, handling.assign(caller.target(RequestedId.of("id", id)), to.operator));
    }

    @POST
    @Idempotent
    @Path("{id}/priority")
    @Operation(summary = "Say how urgent the conversation is", description = "Its clocks go on by the policy that "
            + "matches from now on, their used time kept.")
    public Response prioritise(@PathParam("id") String id, @NotNull @Valid Urgency urgency,
            @BeanParam Caller caller) {
        if (!Circumstances.PRIORITIES.contains(urgency.priority)) {
            throw Problem.invalid("priority", "must be one of " + String.join(", ", Circumstances.PRIORITIES));
        }
        return created(id,
                handling.prioritise(caller.target(RequestedId.of("id", id)), urgency.priority, urgency.because));
    }

    @POST
    @Idempotent
    @Path("{id}/snooze")
    @Operation(summary = "Wait for the customer", description = "Holds the clocks that pause meanwhile, until the "
            + "customer writes, we answer, or the time given has come.")
    public Response snooze(@PathParam("id") String id, @Valid Snooze snooze, @BeanParam Caller caller) {
        return created(id,
                handling.snooze(caller.target(RequestedId.of("id", id)), snooze == null ? null : snooze.until));
    }

    @POST
    @Idempotent
    @Path("{id}/promises")
    @Operation(summary = "Promise the customer an answer by a time", description = "The customer is told on the "
            + "conversation's own channel, unless told is true. An earlier promise no longer counts; one that is moved "
            + "to a later time needs a reason. Broken, it is apologised for once.")
    @APIResponse(responseCode = "409", description = "It is resolved, or its customer left no address to write to")
    public Response promise(@PathParam("id") String id, @NotNull @Valid Promise promise, @BeanParam Caller caller) {
        return created(id, handling.promise(caller.target(RequestedId.of("id", id)), promise.by, promise.told,
                promise.because));
    }

    @POST
    @Idempotent
    @Path("{id}/resolve")
    @Operation(summary = "Hold the matter to be solved", description = "The customer is asked whether it is, unless told "
            + "otherwise; any further word opens it again, yes or silence confirms it.")
    public Response resolve(@PathParam("id") String id, @Valid Resolution resolution, @BeanParam Caller caller) {
        return created(id,
                handling.resolve(caller.target(RequestedId.of("id", id)), resolution == null ? null : resolution.ask));
    }

    @POST
    @Idempotent
    @Path("{id}/reopen")
    @Operation(summary = "Open the matter again, with its history")
    public Response reopen(@PathParam("id") String id, @Valid Reopening reopening, @BeanParam Caller caller) {
        return created(id,
                handling.reopen(caller.target(RequestedId.of("id", id)), reopening == null ? null : reopening.because));
    }

    private static Response created(String conversation, UUID entry) {
        return Response.status(Response.Status.CREATED)
                .entity(Map.of("id", entry, "links", Map.of("conversation", "/api/v1/conversations/" + conversation)))
                .build();
    }
}
