package contacthub.contact.agenda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contact.timeline.Cursor;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Requested;
import contacthub.runtime.web.RequestedId;
import contacthub.runtime.web.Storable;

/** What operators are to do, the most urgent first. */
@Path("/api/v1/agenda")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "agenda")
class AgendaResource {

    private static final Set<String> STATES = Set.of("open", "done");
    private static final Set<String> KINDS = Set.of(AgendaItem.CALL, AgendaItem.LOOK);
    private static final Cursor START = new Cursor(Instant.EPOCH, new UUID(0, 0));
    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

    private final Agenda agenda;

    AgendaResource(Agenda agenda) {
        this.agenda = agenda;
    }

    @GET
    @Operation(summary = "What is to be done, by owner, role, kind and due time", description = "state: open (where not "
            + "given) or done; kind: call, or look for what somebody is to see to; due_before: an RFC 3339 time.")
    public Page<AgendaItem> list(@QueryParam("state") String state, @QueryParam("owner") String owner,
            @QueryParam("role") String role, @QueryParam("kind") String kind, @QueryParam("due_before") String before,
            @QueryParam("page[size]") String size, @QueryParam("page[after]") String after) {
        String wanted = Requested.word("state", STATES, state == null ? "open" : state);
        Requested.word("kind", KINDS, kind);
        Requested.word("role", Roles.PEOPLE, role);
        Storable.Check.parameter("owner", owner);
        int limit = Page.size(size);
        var query = new Agenda.Query(wanted.equals("done"), owner, role, kind, time(before),
                after == null ? START : Cursor.read(after));
        String self = "/api/v1/agenda?state=" + wanted + filter("owner", owner) + filter("role", role)
                + filter("kind", kind) + filter("due_before", before);
        return Page.of(agenda.list(query, limit + 1), limit, item -> new Cursor(item.due(), item.id()).text(), self);
    }

    private static String filter(String name, String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, UTF_8);
    }

    private static Instant time(String before) {
        Instant time = Requested.time("due_before", before, END);
        return time.isAfter(END) ? END : time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    }

    @POST
    @Idempotent
    @Path("{id}/done")
    @Operation(summary = "It is done")
    public AgendaItem done(@PathParam("id") String id, @Context SecurityContext caller) {
        return agenda.done(RequestedId.of("id", id), caller.getUserPrincipal().getName());
    }
}
