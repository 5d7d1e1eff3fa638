package contacthub.contact.likeness;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contact.identity.CustomerRef;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;

/** Who looks like a customer, and why, without effect. */
@Path("/api/v1/customers/" + CustomerRef.PATH + "/look-alikes")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "merges")
class LookAlikesResource {

    private static final int MOST = 50;

    private final CustomerRef refs;
    private final LookAlikes lookAlikes;
    private final Transactions transactions;
    private final int enough;

    LookAlikesResource(CustomerRef refs, LookAlikes lookAlikes, Transactions transactions,
            @ConfigProperty(name = "hub.identity.look-alike-points") int enough) {
        this.refs = refs;
        this.lookAlikes = lookAlikes;
        this.transactions = transactions;
        this.enough = enough;
    }

    /** Somebody who was worth comparing: with the points, what gave and took them, and whether they are enough. */
    record LookAlike(UUID customer, int score, List<String> reasons, boolean enough) {}

    @GET
    @Operation(summary = "Up to 50 customers who look most like this one, with points and reasons", description = "Also those who do not look enough alike to be proposed as merge candidates. Nothing is kept.")
    public List<LookAlike> of(@PathParam("ref") String ref) {
        UUID customer = refs.customer(ref);
        return transactions.inCurrent(connection -> lookAlikes
                .of(connection, LookAlikes.people(connection, List.of(customer)))).stream()
                .map(pair -> new LookAlike(pair.two(), pair.likeness().score(), pair.likeness().reasons(),
                        pair.likeness().score() >= enough))
                .sorted(Comparator.comparingInt(LookAlike::score).reversed().thenComparing(LookAlike::customer))
                .limit(MOST).toList();
    }
}
