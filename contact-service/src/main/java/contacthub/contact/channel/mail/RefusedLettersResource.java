package contacthub.contact.channel.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestedId;
import contacthub.runtime.web.Storable;

/** Letters that became no contact: who wrote, when, why not, and another trial. */
@Path(RefusedLettersResource.PATH)
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "e-mail")
class RefusedLettersResource {

    static final String PATH = "/api/v1/refused-letters";
    private static final UUID LATEST = new UUID(-1, -1);

    private final RefusedLetters refused;

    RefusedLettersResource(RefusedLetters refused) {
        this.refused = refused;
    }

    @GET
    @Operation(summary = "Letters that could not be taken, the latest first, with sender, subject and reason")
    public Page<RefusedLetter> list(@QueryParam("account") String account, @QueryParam("page[size]") String size,
            @QueryParam("page[after]") String after) {
        int limit = Page.size(size);
        Storable.Check.parameter("account", account);
        UUID before = after == null ? LATEST : RequestedId.of("page[after]", after);
        List<RefusedLetter> letters = refused.list(account, before, limit + 1);
        return Page.of(letters, limit, letter -> letter.id().toString(), self(account));
    }

    private static String self(String account) {
        return account == null
                ? PATH
                : PATH + "?account=" + URLEncoder.encode(account, UTF_8);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One of them, and what became of it")
    public RefusedLetter show(@PathParam("id") String id) {
        return refused.find(RequestedId.of("id", id))
                .orElseThrow(() -> Problem.notFound("There is no such refused letter."));
    }

    @POST
    @Path("{id}/retry")
    @Idempotent
    @Operation(summary = "Try a letter again, from its mailbox, within seconds; the state tells what became of it")
    @APIResponse(responseCode = "202", description = "Whoever reads the mailbox is asked")
    @APIResponse(responseCode = "409", description = "It was taken meanwhile, or the mailbox was numbered anew")
    public Response retry(@PathParam("id") String id, @Context SecurityContext security) {
        RefusedLetter letter = show(id);
        refused.ask(letter.id(), security.getUserPrincipal().getName());
        return Response.accepted(show(id)).build();
    }
}
