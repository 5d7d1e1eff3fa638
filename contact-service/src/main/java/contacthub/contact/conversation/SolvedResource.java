package contacthub.contact.conversation;

import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.web.Problem;
import contacthub.runtime.web.PublicPage;

/**
 * The page on which a customer says whether a matter is solved, by a link with a signed token. Looking at it changes
 * nothing, so mail scanners may; no cookie is used, so no other site can answer for the customer.
 */
@Path(SolvedLinks.PATH + "{token}")
@PermitAll
@Tag(name = "conversations")
class SolvedResource {

    private final SolvedLinks links;
    private final Answering answering;
    private final PublicPage page = new PublicPage("solved");

    SolvedResource(SolvedLinks links, Answering answering) {
        this.links = links;
        this.answering = answering;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "Asks the customer whether the matter is solved, or shows what became of it; changes nothing")
    public Response ask(@PathParam("token") String token, @Context HttpHeaders headers) {
        return page(conversation(token), headers);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The customer's answer, yes or no: confirms the matter or opens it again", description = "Shows what became of it; an answer to what is not resolved any more changes nothing.")
    public Response answer(@PathParam("token") String token, @FormParam("answer") String answer,
            @Context HttpHeaders headers) {
        UUID conversation = conversation(token);
        if (!"yes".equals(answer) && !"no".equals(answer)) {
            throw Problem.invalid("answer", "must be yes or no");
        }
        answering.answer(conversation, answer.equals("yes"));
        return page(conversation, headers);
    }

    private Response page(UUID conversation, HttpHeaders headers) {
        String state = answering.state(conversation);
        return page.answer(Response.Status.OK.getStatusCode(), state, state.equals(Conversation.RESOLVED), headers);
    }

    private UUID conversation(String token) {
        return links.conversation(token).orElseThrow(() -> Problem.notFound("There is no such page."));
    }
}
