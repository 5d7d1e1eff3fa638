package contacthub.notification.preference;

import java.util.Optional;

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

import contacthub.notification.preference.UnsubscribeLinks.Subscription;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.PublicPage;

/**
 * Where customers unsubscribe from letters, by a link with a signed token. Looking at it changes nothing, so mail
 * scanners may; the page's button and a mail program's own one (RFC 8058) send the same.
 */
@Path(UnsubscribeLinks.PATH + "{token}")
@PermitAll
@Tag(name = "consents")
class UnsubscribeResource {

    /** The one field and the one value of it (RFC 8058, 3.1). */
    private static final String FIELD = "List-Unsubscribe";
    private static final String ONE_CLICK = "One-Click";

    private final UnsubscribeLinks links;
    private final Unsubscribing unsubscribing;
    private final PublicPage page = new PublicPage("unsubscribe");

    UnsubscribeResource(UnsubscribeLinks links, Unsubscribing unsubscribing) {
        this.links = links;
        this.unsubscribing = unsubscribing;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "Asks the customer whether to send no more letters for a purpose; changes nothing")
    public Response ask(@PathParam("token") String token, @Context HttpHeaders headers) {
        Optional<Subscription> of = links.subscription(token);
        return of.isEmpty() ? unknown(headers) : page(unsubscribing.state(of.get()), of.get(), headers);
    }

    @POST
    @Consumes({ MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "Withdraws the customer's consent to letters for a purpose, by one click (RFC 8058)", description = "The form has one field, List-Unsubscribe, with the value One-Click. Sent again it changes nothing.")
    public Response unsubscribe(@PathParam("token") String token, @FormParam(FIELD) String asked,
            @Context HttpHeaders headers) {
        Optional<Subscription> of = links.subscription(token);
        if (of.isEmpty()) {
            return unknown(headers);
        }
        if (!ONE_CLICK.equals(asked)) {
            throw Problem.invalid(FIELD, "must be " + ONE_CLICK);
        }
        return page(unsubscribing.withdraw(of.get()), of.get(), headers);
    }

    private Response page(Unsubscribing.State state, Subscription of, HttpHeaders headers) {
        return switch (state) {
            case SUBSCRIBED -> page.answer(Response.Status.OK.getStatusCode(), of.purpose().word(), true, headers);
            case UNSUBSCRIBED -> page.answer(Response.Status.OK.getStatusCode(), "unsubscribed", false, headers);
            case ERASED -> page.answer(Response.Status.GONE.getStatusCode(), "gone", false, headers);
        };
    }

    private Response unknown(HttpHeaders headers) {
        return page.answer(Response.Status.NOT_FOUND.getStatusCode(), "unknown", false, headers);
    }
}
