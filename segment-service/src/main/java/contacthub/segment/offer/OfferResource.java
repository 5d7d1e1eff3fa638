package contacthub.segment.offer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.event.Ids;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.IfMatch;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;
import contacthub.segment.activity.Customers;
import contacthub.segment.activity.Moods;

/** Offers over HTTP: the catalogue, what to offer one customer, and what the customer said. */
@Path("/api/v1")
@Tag(name = "offers")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
class OfferResource {

    private final Transactions transactions;
    private final Customers customers;
    private final Ids ids;
    private final Clock clock;

    OfferResource(Transactions transactions, Customers customers, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.customers = customers;
        this.ids = ids;
        this.clock = clock;
    }

    /** What an operator heard. {@code outcome}: accepted or declined; {@code label}: one of the offer's, or none. */
    record Told(@NotNull String customer, @NotNull @Pattern(regexp = "accepted|declined") String outcome,
            @Storable String label) {}

    @GET
    @Path("/offers")
    @Operation(summary = "The catalogue of offers by name, without those withdrawn.")
    public Page<OfferVersion> all(@QueryParam("page[size]") String asked, @QueryParam("page[after]") String after) {
        int size = Page.size(asked);
        String from = after == null ? "" : Storable.Check.parameter("page[after]", after);
        return Page.of(transactions.inOne(connection -> Offers.after(connection, from, size)), size,
                OfferVersion::name, "/api/v1/offers");
    }

    @GET
    @Path("/offers/{offer}")
    @Operation(summary = "One offer; its version is the ETag.")
    public Response one(@PathParam("offer") String name) {
        return answer(Response.ok(), transactions.inOne(connection -> offered(connection, name)));
    }

    @PUT
    @Path("/offers/{offer}")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Adds an offer, or a further version of it; If-Match guards against a change in between.")
    @APIResponse(responseCode = "200", description = "The offer as it is now")
    @APIResponse(responseCode = "412", description = "The offer has changed since it was read")
    public Response put(@PathParam("offer") String name, @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid Offer form, @Context SecurityContext caller) {
        if (!name.matches(Offer.WORD)) {
            throw Problem.invalid("offer", "must be 1 to 100 letters, digits, dots and dashes");
        }
        OptionalLong wanted = IfMatch.version(ifMatch);
        return answer(Response.ok(), transactions.inOne(connection -> {
            long present = Offers.newest(connection, name).map(OfferVersion::version).orElse(0L);
            return added(connection, present, wanted,
                    new OfferVersion(name, present + 1, false, now(), caller.getUserPrincipal().getName(), form));
        }));
    }

    @DELETE
    @Path("/offers/{offer}")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Withdraws an offer: nobody is offered it any more; what was said to it stays.")
    public void withdraw(@PathParam("offer") String name, @HeaderParam("If-Match") String ifMatch,
            @Context SecurityContext caller) {
        OptionalLong wanted = IfMatch.version(ifMatch);
        transactions.inOne(connection -> {
            OfferVersion present = offered(connection, name);
            return added(connection, present.version(), wanted, new OfferVersion(name, present.version() + 1, true,
                    now(), caller.getUserPrincipal().getName(), present.offer()));
        });
    }

    private static OfferVersion added(Connection connection, long present, OptionalLong wanted, OfferVersion version)
            throws SQLException {
        if (wanted.isPresent() && wanted.getAsLong() != present || !Offers.add(connection, version)) {
            throw Problem.changedMeanwhile("The offer has changed since it was read.");
        }
        return version;
    }

    private static OfferVersion offered(Connection connection, String name) throws SQLException {
        Storable.Check.parameter("offer", name);
        return Offers.newest(connection, name).filter(version -> !version.withdrawn())
                .orElseThrow(() -> Problem.notFound("There is no offer " + name + "."));
    }

    @POST
    @Idempotent
    @Path("/offers/{offer}/feedback")
    @Operation(summary = "Tells whether a customer accepted or declined an offer; it then rests for its cool-down.")
    @APIResponse(responseCode = "201", description = "Kept, and counted in the rank of the offer")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it")
    public Response feedback(@PathParam("offer") String name, @NotNull @Valid Told told,
            @Context SecurityContext caller) {
        UUID customer = customers.known(told.customer);
        boolean accepted = told.outcome.equals("accepted");
        Feedback feedback = transactions.inOne(connection -> {
            OfferVersion version = offered(connection, name);
            return kept(connection, new Feedback(ids.next(), name, version.version(), customer, accepted,
                    label(version.offer(), accepted, told.label), now(), caller.getUserPrincipal().getName()));
        });
        return Response.status(Response.Status.CREATED).entity(feedback).build();
    }

    private static Feedback kept(Connection connection, Feedback feedback) throws SQLException {
        feedback.keep(connection);
        return feedback;
    }

    private static String label(Offer offer, boolean accepted, String label) {
        if (label != null && !offer.labels(accepted).contains(label)) {
            throw Problem.invalid("label", "must be one of " + offer.labels(accepted));
        }
        return label;
    }

    @GET
    @Path("/customers/{customer}/offers")
    @Operation(summary = "What to offer a customer now, the best first, with reasons; nothing while a complaint is open "
            + "or the last contact was one.")
    public CustomerOffers of(@PathParam("customer") String customer) {
        Whole whole = customers.whole(customer);
        return transactions.inOne(connection -> CustomerOffers.of(whole.root(), Moods.of(connection, whole.parts()),
                Offers.candidates(connection, whole), now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Response answer(Response.ResponseBuilder response, OfferVersion version) {
        return response.entity(version).tag(Long.toString(version.version())).build();
    }
}
