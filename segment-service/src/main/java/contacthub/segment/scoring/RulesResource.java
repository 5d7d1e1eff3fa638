package contacthub.segment.scoring;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.IfMatch;
import contacthub.runtime.web.JsonBody;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;

/** The rules of scoring: see every version, make a further one, and ask what one would change. */
@Path(RulesResource.PATH)
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "scores")
class RulesResource {

    static final String PATH = "/api/v1/scoring-rules";

    private static final String BECAUSE = "because";
    private static final int LONGEST_REASON = 500;
    private static final int LARGEST = 64 * 1024;

    private final Transactions transactions;
    private final StoredRules stored;
    private final ScoringRules rules;
    private final RuleEditing editing;
    private final RuleTrial trial;

    RulesResource(Transactions transactions, StoredRules stored, ScoringRules rules, RuleEditing editing,
            RuleTrial trial) {
        this.transactions = transactions;
        this.stored = stored;
        this.rules = rules;
        this.editing = editing;
        this.trial = trial;
    }

    @GET
    @Operation(summary = "Every version of the rules, the newest first; measured quintiles are versions of their own")
    public Page<RuleVersion> all(@QueryParam("page[size]") String size, @QueryParam("page[after]") String after) {
        int limit = Page.size(size);
        if (after != null && !after.matches("\\d{1,9}")) {
            throw Problem.invalid("page[after]", "must be the cursor of an earlier answer");
        }
        int before = after == null ? Integer.MAX_VALUE : Integer.parseInt(after);
        List<RuleVersion> found = transactions.inOne(connection -> stored.before(connection, before, limit + 1));
        return Page.of(found, limit, version -> Integer.toString(version.number()), PATH);
    }

    @GET
    @Path("{version}")
    @Operation(summary = "One version, or by newest what authors said last, or by current the one that holds; the ETag is "
            + "the version's number")
    public Response one(@PathParam("version") String version) {
        Storable.Check.parameter("version", version);
        return answer(transactions.inOne(connection -> switch (version) {
            case "newest" -> stored.authored(connection);
            case "current" -> stored.named(connection, rules.inForce(connection)).orElseThrow();
            default -> stored.named(connection, version)
                    .orElseThrow(() -> Problem.notFound("There is no version " + version + " of the rules."));
        }));
    }

    @PATCH
    @Path("newest")
    @Idempotent
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Consumes({ MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RequestBody(content = @Content(schema = @Schema(implementation = RuleForm.class)))
    @Operation(summary = "Merges fields into the newest rules (RFC 7396) as a further version", description = "Its field "
            + "because says why. Everybody is scored anew by a recalculation that begins at once. Thresholds hold from "
            + "now on, quintiles from the moment that recalculation has measured them. If-Match guards against a change "
            + "in between.")
    @APIResponse(responseCode = "200", description = "The new version")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it")
    @APIResponse(responseCode = "412", description = "The rules have changed since they were read")
    public Response change(@HeaderParam("If-Match") String ifMatch, byte[] body, @Context SecurityContext caller) {
        ObjectNode patch = JsonBody.object(body, LARGEST);
        JsonNode because = patch.remove(BECAUSE);
        if (because == null || !because.isTextual() || because.textValue().isBlank()
                || because.textValue().length() > LONGEST_REASON) {
            throw Problem.invalid(BECAUSE, "must say why, in 1 to " + LONGEST_REASON + " characters");
        }
        Storable.Check.parameter(BECAUSE, because.textValue());
        return answer(editing.edit(patch, because.textValue(), IfMatch.version(ifMatch),
                caller.getUserPrincipal().getName()));
    }

    @POST
    @Path("try")
    @Consumes({ MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RequestBody(content = @Content(schema = @Schema(implementation = RuleForm.class)))
    @Operation(summary = "What an edit would change: customers by group and by scores, before and after, in a sample of at "
            + "most 5,000", description = "Nothing is kept. Quintiles are those of the sample.")
    public RuleTrial.Tried tryOut(byte[] body) {
        ObjectNode patch = JsonBody.object(body, LARGEST);
        patch.remove(BECAUSE);
        return trial.of(patch);
    }

    private static Response answer(RuleVersion version) {
        return Response.ok(version).tag(Integer.toString(version.number())).build();
    }
}
