package contacthub.contact.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contracts.Address;
import contacthub.contracts.AddressType;
import contacthub.runtime.event.Ids;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;
import contacthub.runtime.web.Storable;

/** Whose an event would be, tried without effect. */
@Path("/api/v1/identities")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "identities")
class IdentitiesResource {

    private static final int MOST = 50;

    private final Transactions transactions;
    private final Normaliser normaliser;
    private final Identities identities;
    private final Ids ids;
    private final Clock clock;

    IdentitiesResource(Transactions transactions, Normaliser normaliser, Identities identities, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.normaliser = normaliser;
        this.identities = identities;
        this.ids = ids;
        this.clock = clock;
    }

    /** The addresses an event would have, in any spelling. */
    record Addresses(List<Address> addresses) {}

    @POST
    @Path("try")
    @Operation(summary = "Whose an event with these addresses would be", description = "The outcome is new, known, "
            + "merge, candidate or unidentified; decided_by names the rule. Nothing is kept.")
    public Tried attempt(Addresses asked) {
        List<NormalAddress> addresses = normaliser.normalise(checked(asked));
        if (addresses.isEmpty()) {
            return Tried.NOBODY;
        }
        Instant now = clock.instant();
        var claim = new Claim(ids.next(), addresses, null, null, now, now);
        return transactions.inCurrent(connection -> identities.attempt(connection, claim));
    }

    private static List<Address> checked(Addresses asked) {
        if (asked == null || asked.addresses == null || asked.addresses.isEmpty() || asked.addresses.size() > MOST) {
            throw Problem.invalid("addresses", "must be 1 to " + MOST + " addresses");
        }
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < asked.addresses.size(); i++) {
            String field = "addresses[" + i + "]";
            Address address = asked.addresses.get(i);
            if (address == null || !AddressType.isKnown(address.type())) {
                errors.add(new FieldError(field + ".type", "must be one of " + AddressType.names()));
            } else if (address.value() == null) {
                errors.add(new FieldError(field + ".value", "must be given"));
            } else {
                Storable.Check.flaw(address.value())
                        .ifPresent(flaw -> errors.add(new FieldError(field + ".value", flaw)));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return asked.addresses;
    }
}
