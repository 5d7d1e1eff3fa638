package contacthub.notification.template;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.notification.template.ShownTemplate.ShownVersion;
import contacthub.notification.template.StoredTemplates.Use;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.IfMatch;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;

/** The templates: read them, write drafts, publish them, go back. */
@Path("/api/v1/templates")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "templates")
class TemplatesResource {

    private static final String PATH = "/api/v1/templates";
    private static final String ONE = TemplatePath.PATTERN;

    private final Transactions transactions;
    private final StoredTemplates stored;
    private final ChangingTemplates changing;

    TemplatesResource(Transactions transactions, StoredTemplates stored, ChangingTemplates changing) {
        this.transactions = transactions;
        this.stored = stored;
        this.changing = changing;
    }

    /** What a new template is for and says; category and channel are any where they are not given. */
    record NewTemplate(String name, String category, String channel, String language, String subject,
            String text) {}

    /** The version to put in use; the newest where none is named. */
    record Publication(Integer version) {}

    @GET
    @Operation(summary = "Every template, also those that ship, in the order of their paths", description = "Of one "
            + "name where asked.")
    public Page<ShownTemplate> all(@QueryParam("name") String name, @QueryParam("page[size]") String size,
            @QueryParam("page[after]") String after) {
        int limit = Page.size(size);
        Storable.Check.parameter("name", name);
        var templates = new TreeMap<String, StoredTemplate>();
        BuiltIns.keys().forEach(key -> templates.put(key.path(), StoredTemplate.shipped(key)));
        return transactions.inOne(connection -> {
            stored.all(connection).forEach(template -> templates.put(template.key().path(), template));
            List<ShownTemplate> page = templates.tailMap(after == null ? "" : after, false).values().stream()
                    .filter(template -> name == null || template.key().name().equals(name)).limit(limit + 1L)
                    .map(template -> shown(template)).toList();
            return Page.of(page, limit, ShownTemplate::path, PATH + (name == null ? "" : "?name=" + name));
        });
    }

    @POST
    @Idempotent
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Write the first draft of a template", description = "For a name, category, channel and "
            + "language; it counts for nobody until it is published.")
    @APIResponse(responseCode = "201", description = "The template with its draft")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it, with line and column")
    @APIResponse(responseCode = "409", description = "There is one for the same already")
    public Response add(NewTemplate template, @Context SecurityContext caller) {
        given(template);
        var key = TemplateKey.of(template.name, template.category, template.channel, template.language);
        Draft draft = new Draft(template.subject, template.text).check(key);
        StoredTemplate added = changing.add(key, draft, name(caller));
        return answer(Response.created(URI.create(PATH + "/" + key.path())), added);
    }

    @GET
    @Path(ONE)
    @Operation(summary = "One template: the version in use, and the draft where there is one; its edits are the ETag")
    public Response one(@BeanParam TemplatePath path) {
        return answer(Response.ok(), known(path.key()));
    }

    @GET
    @Path(ONE + "/versions")
    @Operation(summary = "Every version of a template, the newest first; 0 is what ships")
    public Page<ShownVersion> versions(@BeanParam TemplatePath path,
            @QueryParam("page[size]") String size, @QueryParam("page[after]") String after) {
        int limit = Page.size(size);
        int before = after == null ? Integer.MAX_VALUE : number(after);
        TemplateKey key = known(path.key()).key();
        List<ShownVersion> written = transactions
                .inOne(connection -> stored.versions(connection, key, before - 1, limit + 1)).stream()
                .map(ShownVersion::of).toList();
        return Page.of(before > 0 ? withShipped(written, key) : written, limit,
                version -> Integer.toString(version.version()), PATH + "/" + key.path() + "/versions");
    }

    private static List<ShownVersion> withShipped(List<ShownVersion> written, TemplateKey key) {
        List<ShownVersion> all = new ArrayList<>(written);
        BuiltIns.of(key).map(ShownVersion::of).ifPresent(all::add);
        return all;
    }

    @GET
    @Path(ONE + "/versions/{version}")
    @Operation(summary = "One version of a template, as it was written")
    public ShownVersion version(@BeanParam TemplatePath path,
            @PathParam("version") String version) {
        TemplateKey key = path.key();
        int number = number("version", version);
        Optional<Version> found = number == 0
                ? BuiltIns.of(key)
                : transactions.inOne(connection -> stored.version(connection, key, number));
        return found.map(ShownVersion::of).orElseThrow(
                () -> Problem.notFound("There is no version " + number + " of " + key.path() + "."));
    }

    @GET
    @Path(ONE + "/uses")
    @Operation(summary = "Which version was in use from when, by whose decision, the newest first")
    public Page<Use> uses(@BeanParam TemplatePath path,
            @QueryParam("page[size]") String size, @QueryParam("page[after]") String after) {
        int limit = Page.size(size);
        long before = after == null ? Long.MAX_VALUE : number(after);
        TemplateKey key = known(path.key()).key();
        return Page.of(transactions.inOne(connection -> stored.uses(connection, key, before, limit + 1)), limit,
                use -> Long.toString(use.edit()), PATH + "/" + key.path() + "/uses");
    }

    @PUT
    @Path(ONE + "/draft")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Write a further version, which counts for nobody until it is published", description = "Also "
            + "the first, and of a template that ships. If-Match guards against a change in between.")
    @APIResponse(responseCode = "200", description = "The template with its draft")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it, with line and column")
    @APIResponse(responseCode = "412", description = "The template has changed since it was read")
    public Response draft(@BeanParam TemplatePath path,
            @HeaderParam("If-Match") String ifMatch, Draft draft, @Context SecurityContext caller) {
        given(draft);
        TemplateKey key = path.key();
        return answer(Response.ok(),
                changing.draft(key, draft.check(key), IfMatch.version(ifMatch), name(caller)));
    }

    @POST
    @Idempotent
    @Path(ONE + "/publish")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Put a version in use: the newest, or the one named, to go back to it", description = "It "
            + "counts at every instance within a second.")
    @APIResponse(responseCode = "200", description = "The template with the version in use")
    @APIResponse(responseCode = "400", description = "There is no such version")
    @APIResponse(responseCode = "412", description = "The template has changed since it was read")
    public Response publish(@BeanParam TemplatePath path,
            @HeaderParam("If-Match") String ifMatch, Publication publication, @Context SecurityContext caller) {
        return answer(Response.ok(), changing.publish(path.key(),
                publication == null ? null : publication.version, IfMatch.version(ifMatch), name(caller)));
    }

    @POST
    @Idempotent
    @Path(ONE + "/withdraw")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Put no version in use: what is less specific counts again, at last what ships")
    @APIResponse(responseCode = "200", description = "The template without a version in use")
    @APIResponse(responseCode = "409", description = "No version of it is published")
    @APIResponse(responseCode = "412", description = "The template has changed since it was read")
    public Response withdraw(@BeanParam TemplatePath path,
            @HeaderParam("If-Match") String ifMatch, @Context SecurityContext caller) {
        return answer(Response.ok(), changing.withdraw(path.key(),
                IfMatch.version(ifMatch), name(caller)));
    }

    private StoredTemplate known(TemplateKey key) {
        return transactions.inOne(connection -> stored.one(connection, key))
                .or(() -> BuiltIns.of(key).map(shipped -> StoredTemplate.shipped(key)))
                .orElseThrow(() -> Problem.notFound("There is no template " + key.path() + "."));
    }

    private Response answer(Response.ResponseBuilder response, StoredTemplate template) {
        return response.entity(shown(template)).tag(Long.toString(template.edits())).build();
    }

    private ShownTemplate shown(StoredTemplate template) {
        return transactions.inOne(connection -> {
            Optional<Version> published = template.published() == null
                    ? BuiltIns.of(template.key())
                    : stored.version(connection, template.key(), template.published());
            Optional<Version> draft = template.hasDraft()
                    ? stored.version(connection, template.key(), template.latest())
                    : Optional.empty();
            return ShownTemplate.of(template, published, draft);
        });
    }

    private static int number(String after) {
        return number("page[after]", after);
    }

    private static int number(String field, String text) {
        if (!text.matches("\\d{1,9}")) {
            throw Problem.invalid(field, "must be a number, as in an earlier answer");
        }
        return Integer.parseInt(text);
    }

    private static void given(Object body) {
        if (body == null) {
            throw Problem.invalid("body", "is missing");
        }
    }

    private static String name(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }
}
