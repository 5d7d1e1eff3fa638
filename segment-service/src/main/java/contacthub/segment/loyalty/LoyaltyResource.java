package contacthub.segment.loyalty;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.event.Ids;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestedId;
import contacthub.runtime.web.Storable;
import contacthub.segment.activity.Customers;

/** A customer's tier, balances and ledger over HTTP. */
@Path("/api/v1/customers/{customer}/loyalty")
@Tag(name = "loyalty")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
class LoyaltyResource {

    private static final UUID LAST = new UUID(-1, -1);
    private static final String STANDING = "SELECT frequency, r, f, m FROM score WHERE customer = ?";

    private final Transactions transactions;
    private final Customers customers;
    private final Ids ids;
    private final Clock clock;

    LoyaltyResource(Transactions transactions, Customers customers, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.customers = customers;
        this.ids = ids;
        this.clock = clock;
    }

    /** What an operator gives or takes. {@code unit}: points, or the currency of a discount. */
    record Booking(@NotNull @Pattern(regexp = "grant|withdrawal") String kind,
            @NotNull @Pattern(regexp = "points|[A-Z]{3}") String unit,
            @NotNull @DecimalMin("0.01") @Digits(integer = 12, fraction = 4) BigDecimal amount,
            @NotBlank @Size(max = 500) @Storable String because) {

        private BigDecimal signed() {
            return kind.equals("grant") ? amount : amount.negate();
        }
    }

    @GET
    @Operation(summary = "A customer's tier with the numbers that decided, and what is on its account, by unit.")
    public Loyalty read(@PathParam("customer") String customer) {
        Whole whole = customers.whole(customer);
        return transactions.inOne(connection -> Loyalty.of(whole.root(), Programmes.newest(connection),
                standing(connection, whole.root()), Ledger.balances(connection, whole.parts())));
    }

    private static Programme.Standing standing(Connection connection, UUID customer) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STANDING)) {
            select.setObject(1, customer);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Programme.Standing(row.getLong(1), row.getInt(2), row.getInt(3), row.getInt(4))
                        : new Programme.Standing(0, 0, 0, 0);
            }
        }
    }

    @GET
    @Path("/entries")
    @Operation(summary = "The ledger, newest first: what was given or taken, for what, and rewards that were held back.")
    public Page<Entry> entries(@PathParam("customer") String customer, @QueryParam("page[size]") String asked,
            @QueryParam("page[after]") String after) {
        Whole whole = customers.whole(customer);
        int size = Page.size(asked);
        UUID last = after == null ? LAST : RequestedId.of("page[after]", after);
        return Page.of(transactions.inOne(connection -> Ledger.before(connection, whole.parts(), last, size)), size,
                entry -> entry.id().toString(), "/api/v1/customers/" + whole.root() + "/loyalty/entries");
    }

    @POST
    @Idempotent
    @Path("/entries")
    @Operation(summary = "Gives points or a discount, or takes them, with the reason.")
    @APIResponseSchema(value = Entry.class, responseCode = "201", responseDescription = "It is in the ledger")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it")
    @APIResponse(responseCode = "422", description = "More would be taken than there is")
    public Response book(@PathParam("customer") String customer, @NotNull @Valid Booking booking,
            @Context SecurityContext caller) {
        Entry entry = transactions.inOne(connection -> {
            Whole whole = customers.whole(customer);
            Customers.hold(connection, List.of(whole.root()));
            return booked(connection, whole, booking, caller.getUserPrincipal().getName());
        });
        return Response.status(Response.Status.CREATED).entity(entry).build();
    }

    private Entry booked(Connection connection, Whole whole, Booking booking, String operator) throws SQLException {
        BigDecimal balance = Ledger.balances(connection, whole.parts()).getOrDefault(booking.unit, BigDecimal.ZERO);
        if (booking.kind.equals("withdrawal") && booking.amount.compareTo(balance) > 0) {
            throw Problem.unprocessable("amount", "must be at most " + balance.toPlainString());
        }
        var entry = new Entry(ids.next(), whole.root(), clock.instant().truncatedTo(ChronoUnit.MILLIS), booking.kind,
                booking.unit, booking.signed(), true, booking.because, null, null, null, operator);
        Ledger.add(connection, List.of(entry));
        return entry;
    }
}
