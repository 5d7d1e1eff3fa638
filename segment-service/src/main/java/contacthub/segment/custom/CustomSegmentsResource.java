package contacthub.segment.custom;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contracts.SegmentFact;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.IfMatch;
import contacthub.runtime.web.JsonBody;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;

/** Segments by rules of one's own over HTTP. */
@Path("/api/v1")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "segments")
class CustomSegmentsResource {

    private static final String PATH = "/api/v1/segments/";
    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST_TRIED = 20_000;
    private static final Pattern NAME = Pattern.compile("custom\\.[a-z][a-z0-9-]{0,59}");

    private final Transactions transactions;
    private final SegmentEditing editing;
    private final SegmentTrial trial;

    CustomSegmentsResource(Transactions transactions, SegmentEditing editing, SegmentTrial trial) {
        this.transactions = transactions;
        this.editing = editing;
        this.trial = trial;
    }

    /** What is tried. */
    record Trial(@NotNull @Size(max = LONGEST_TRIED) @Storable String expression) {}

    /**
     * A segment as it stands.
     *
     * @param usedBy what names it: it cannot be deleted while there is something
     * @param recalculation how far everybody has been judged anew after the last edit of any segment
     */
    record Shown(@JsonUnwrapped CustomSegment segment, List<String> usedBy, Passes.Pass recalculation) {}

    @POST
    @Path("/segments")
    @Idempotent
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = SegmentForm.class)))
    @Operation(summary = "Add a custom segment: name, such as custom.quiet, and the expression that is true of its customers; "
            + "everybody is judged in the background")
    @APIResponse(responseCode = "201", description = "Added; the ETag is its version")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it, of an expression the places")
    @APIResponse(responseCode = "409", description = "There is one of this name, or there are too many")
    public Response add(byte[] body, @Context SecurityContext caller) {
        ObjectNode fields = JsonBody.object(body, LARGEST);
        JsonNode name = fields.remove("name");
        if (name == null || !name.isTextual() || !NAME.matcher(name.textValue()).matches()) {
            throw Problem.invalid("name", "must be " + SegmentFact.CUSTOM + " and 1 to 60 of a-z, 0-9 and -");
        }
        CustomSegment added = editing.add(name.textValue(), fields, caller.getUserPrincipal().getName());
        return answer(Response.created(URI.create(PATH + added.name())), added);
    }

    @GET
    @Path("/segments/{segment}")
    @Operation(summary = "A custom segment: its rule, what uses it, and how far everybody has been judged by it; the ETag is "
            + "its version")
    public Response one(@PathParam("segment") String name) {
        return answer(Response.ok(), transactions.inOne(connection -> SegmentEditing.present(connection,
                Storable.Check.parameter("segment", name), java.util.OptionalLong.empty())));
    }

    @GET
    @Path("/segments/{segment}/versions")
    @Operation(summary = "Every version of a custom segment, the newest first, with when and by whom")
    public Page<CustomSegment> versions(@PathParam("segment") String name) {
        List<CustomSegment> versions = transactions.inOne(
                connection -> StoredSegments.versions(connection, Storable.Check.parameter("segment", name)));
        if (versions.isEmpty()) {
            throw Problem.notFound("There is no custom segment " + name + ".");
        }
        return Page.of(versions, versions.size(), version -> Long.toString(version.version()),
                PATH + name + "/versions");
    }

    @PATCH
    @Path("/segments/{segment}")
    @Idempotent
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Consumes({ MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RequestBody(content = @Content(schema = @Schema(implementation = SegmentForm.class)))
    @Operation(summary = "Merge fields into a custom segment (RFC 7396) as a further version; If-Match guards against a change "
            + "in between")
    @APIResponse(responseCode = "412", description = "The segment has changed since it was read")
    public Response change(@PathParam("segment") String name, @HeaderParam("If-Match") String ifMatch, byte[] body,
            @Context SecurityContext caller) {
        Storable.Check.parameter("segment", name);
        return answer(Response.ok(), editing.change(name, JsonBody.object(body, LARGEST), IfMatch.version(ifMatch),
                caller.getUserPrincipal().getName()));
    }

    @DELETE
    @Path("/segments/{segment}")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Delete a custom segment: everybody leaves it, its history stays")
    @APIResponse(responseCode = "409", description = "Something names it; errors list what")
    public void delete(@PathParam("segment") String name, @HeaderParam("If-Match") String ifMatch,
            @Context SecurityContext caller) {
        Storable.Check.parameter("segment", name);
        editing.delete(name, IfMatch.version(ifMatch), caller.getUserPrincipal().getName());
    }

    @POST
    @Path("/segments/try")
    @Operation(summary = "How many customers an expression is true of, and some of them, without effect", description = "Asks "
            + "for three seconds at most; complete tells whether that was everybody. Errors name places in the expression.")
    public SegmentTrial.Tried tryOut(@NotNull @Valid Trial asked) {
        return trial.of(asked.expression);
    }

    private Response answer(Response.ResponseBuilder response, CustomSegment segment) {
        Shown shown = transactions.inOne(connection -> new Shown(segment, Uses.of(connection, segment.name()),
                Passes.newest(connection).orElse(null)));
        return response.entity(shown).tag(Long.toString(segment.version())).build();
    }
}
