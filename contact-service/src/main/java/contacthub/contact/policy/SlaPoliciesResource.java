package contacthub.contact.policy;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contact.policy.Editing.Author;
import contacthub.contracts.Json;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.IfMatch;
import contacthub.runtime.web.JsonBody;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;

/** The policies of response times: see, add, change and delete them, and ask which one would count. */
@Path("/api/v1/sla-policies")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "sla-policies")
class SlaPoliciesResource {

    private static final Pattern NAME = Pattern.compile("(?!try$)[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int LARGEST = 64 * 1024;
    private static final String APPLY_TO = "apply_to";

    private final Transactions transactions;
    private final StoredPolicies stored;
    private final Editing editing;

    SlaPoliciesResource(Transactions transactions, StoredPolicies stored, Editing editing) {
        this.transactions = transactions;
        this.stored = stored;
        this.editing = editing;
    }

    /** The fields of a new policy, for the interface description; {@code apply_to} is open or new. */
    record NewPolicy(String name, String applyTo, @JsonUnwrapped PolicyForm fields) {}

    /**
     * A policy as it is answered.
     *
     * @param fault why it cannot be used as it is stored, and is passed over
     */
    record ShownPolicy(String name, long version, int position, boolean deleted, Instant changedAt, String changedBy,
            String fault, PolicyForm.Match match, Map<String, PolicyForm.Goal> targets, List<Integer> warnPercent,
            List<PolicyForm.Step> ladder) {

        static ShownPolicy of(Policy policy) {
            PolicyForm form = policy.form() == null
                    ? new PolicyForm(policy.position(), null, null, List.of(), null)
                    : policy.form();
            return new ShownPolicy(policy.name(), policy.version(), policy.position(), policy.deleted(),
                    policy.changedAt(), policy.changedBy(), policy.fault(), form.match(), form.targets(),
                    form.warnPercent(), form.ladder());
        }
    }

    /** A conversation that might be. */
    record Trial(@Size(max = 200) @Storable String segment, @Size(max = 200) @Storable String channel,
            @Size(max = 200) @Storable String kind, @Size(max = 200) @Storable String priority,
            Map<String, String> customer) {}

    /** Which policy would govern it, and why not those before. */
    record Tried(String policy, Map<String, Target> targets, String because) {}

    @GET
    @Operation(summary = "The policies in their order: the first that matches counts")
    public Page<ShownPolicy> all(@QueryParam("page[size]") String size, @QueryParam("page[after]") String after) {
        int limit = Page.size(size);
        int from = after == null ? -1 : number(after);
        List<ShownPolicy> list = book().stream().filter(policy -> policy.position() > from).map(ShownPolicy::of)
                .limit(limit + 1L).toList();
        return Page.of(list, limit, policy -> Integer.toString(policy.position()), "/api/v1/sla-policies");
    }

    private static int number(String after) {
        if (!after.matches("\\d{1,7}")) {
            throw Problem.invalid("page[after]", "must be the cursor of an earlier answer");
        }
        return Integer.parseInt(after);
    }

    private List<Policy> book() {
        return transactions.inOne(
                connection -> new PolicyBook(stored.all(connection)).at(stored.revision(connection)));
    }

    @POST
    @Idempotent
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = NewPolicy.class)))
    @Operation(summary = "Add a policy: a name, its position and fields", description = "With apply_to open it governs "
            + "open conversations too, their used time kept; with new, or nothing, only those opened from now on.")
    @APIResponse(responseCode = "201", description = "It counts at every instance within a second")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it")
    @APIResponse(responseCode = "409", description = "There is one of this name")
    public Response add(byte[] body, @Context SecurityContext caller) {
        ObjectNode form = JsonBody.object(body, LARGEST);
        Author author = new Author(name(caller), toOpen(form.remove(APPLY_TO)));
        JsonNode name = form.remove("name");
        if (name == null || !name.isTextual() || !NAME.matcher(name.textValue()).matches()) {
            throw Problem.invalid("name", "must be 1 to 100 letters, digits, dots, dashes, and not 'try'");
        }
        Policy added = editing.add(name.textValue(), form, author);
        return answer(Response.created(URI.create("/api/v1/sla-policies/" + added.name())), added);
    }

    @GET
    @Path("{name}")
    @Operation(summary = "One policy; the version is the ETag, and old versions stay readable by ?version=")
    public Response one(@PathParam("name") String name, @QueryParam("version") Long version) {
        Stream<Policy> newestFirst = versionsOf(name).stream();
        Policy found = (version == null
                ? newestFirst.limit(1).filter(policy -> !policy.deleted())
                : newestFirst.filter(policy -> policy.version() == version)).findFirst()
                .orElseThrow(() -> Problem.notFound("There is no policy " + name + "."));
        return answer(Response.ok(), found);
    }

    @GET
    @Path("{name}/versions")
    @Operation(summary = "Every version of a policy, the newest first")
    public Page<ShownPolicy> versions(@PathParam("name") String name, @QueryParam("page[size]") String size,
            @QueryParam("page[after]") String after) {
        int limit = Page.size(size);
        long before = after == null ? Long.MAX_VALUE : number(after);
        List<Policy> found = versionsOf(name);
        if (found.isEmpty()) {
            throw Problem.notFound("There is no policy " + name + ".");
        }
        return Page.of(found.stream().filter(policy -> policy.version() < before).map(ShownPolicy::of)
                .limit(limit + 1L).toList(), limit, policy -> Long.toString(policy.version()),
                "/api/v1/sla-policies/" + name + "/versions");
    }

    private List<Policy> versionsOf(String name) {
        Storable.Check.parameter("name", name);
        return transactions.inOne(connection -> stored.versions(connection, name));
    }

    @PATCH
    @Idempotent
    @Path("{name}")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Consumes({ MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RequestBody(content = @Content(schema = @Schema(implementation = NewPolicy.class)))
    @Operation(summary = "Merges fields into a policy (RFC 7396) as a further version; If-Match guards against a change in between")
    @APIResponse(responseCode = "200", description = "The policy as it is now")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it")
    @APIResponse(responseCode = "412", description = "The policy has changed since it was read")
    public Response change(@PathParam("name") String name, @HeaderParam("If-Match") String ifMatch, byte[] body,
            @Context SecurityContext caller) {
        Storable.Check.parameter("name", name);
        ObjectNode patch = JsonBody.object(body, LARGEST);
        Author author = new Author(name(caller), toOpen(patch.remove(APPLY_TO)));
        return answer(Response.ok(), editing.change(name, patch, IfMatch.version(ifMatch), author));
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Takes a policy out of the list; its versions stay readable", description = "With "
            + "?apply_to=open the policies after it govern open conversations too.")
    public void delete(@PathParam("name") String name, @HeaderParam("If-Match") String ifMatch,
            @QueryParam("apply_to") String applyTo, @Context SecurityContext caller) {
        Storable.Check.parameter("name", name);
        boolean open = toOpen(applyTo == null ? null : Json.MAPPER.getNodeFactory().textNode(applyTo));
        editing.delete(name, IfMatch.version(ifMatch), new Author(name(caller), open));
    }

    @POST
    @Path("try")
    @RolesAllowed({ Roles.INTEGRATION, Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Which policy would govern a conversation, and why not those before it", description = "Nothing "
            + "is kept.")
    public Tried tryOut(@NotNull @Valid Trial trial) {
        var book = transactions.inOne(connection -> Map.entry(new PolicyBook(stored.all(connection)),
                stored.revision(connection)));
        Ruling ruling = book.getKey().choose(book.getValue(), new Circumstances(trial.segment, trial.channel,
                trial.kind, trial.priority == null ? "normal" : trial.priority, trial.customer));
        Map<String, Target> targets = new LinkedHashMap<>();
        ruling.targets().forEach((kind, target) -> targets.put(kind.text(), target));
        return new Tried(ruling.policy(), targets, ruling.because());
    }

    private static Response answer(Response.ResponseBuilder response, Policy policy) {
        return response.entity(ShownPolicy.of(policy)).tag(Long.toString(policy.version())).build();
    }

    private static boolean toOpen(JsonNode applyTo) {
        String text = applyTo == null || applyTo.isNull() ? "new" : applyTo.asText();
        if (!text.equals("open") && !text.equals("new")) {
            throw Problem.invalid(APPLY_TO, "must be open or new");
        }
        return text.equals("open");
    }

    private static String name(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }
}
