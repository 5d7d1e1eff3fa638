package contacthub.notification.decision;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contracts.Address;
import contacthub.notification.customer.Customers;
import contacthub.notification.decision.DecidingChannel.Question;
import contacthub.notification.preference.Category;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Requested;

/** Explains which channel a message would take, without sending anything. */
@Path("/api/v1/customers/" + Customers.REF + "/channel-decision")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "decision")
class ChannelDecisionResource {

    private final Customers customers;
    private final DecidingChannel deciding;
    private final Clock clock;

    ChannelDecisionResource(Customers customers, DecidingChannel deciding, Clock clock) {
        this.customers = customers;
        this.deciding = deciding;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The channel a message of this category would take now, or at another time", description = "Also "
            + "which level decided, why each other channel was rejected, and until when it would be held.")
    public Explained decide(@PathParam("customer") String customer, @QueryParam("category") String category,
            @QueryParam("critical") String critical, @QueryParam("at") String at) {
        Category asked = Category.named(category)
                .orElseThrow(() -> Problem.invalid("category", "must be one of " + Category.names()));
        boolean must = isCritical(critical, asked);
        Instant moment = Requested.time("at", at, clock.instant());
        return Explained.of(deciding.decide(Question.supposed(customers.id(customer), asked, must, moment)));
    }

    private static boolean isCritical(String critical, Category category) {
        if (critical != null && !critical.equals("true") && !critical.equals("false")) {
            throw Problem.invalid("critical", "must be true or false");
        }
        if ("true".equals(critical) && category != Category.SERVICE) {
            throw Problem.invalid("critical", "only a service message can be critical");
        }
        return "true".equals(critical);
    }

    /** The decision in the words of the interface; not before a time where it would have to wait, and why. */
    record Explained(String channel, Address to, String decidedBy, List<Rejected> rejected, Instant notBefore,
            String because) {

        static Explained of(Decision decision) {
            return new Explained(decision.channel() == null ? null : decision.channel().word(), decision.to(),
                    decision.decidedBy().word(),
                    decision.rejected().stream().map(one -> new Rejected(one.channel().word(), one.because()))
                            .toList(),
                    decision.hold().map(Hold::until).orElse(null),
                    decision.hold().map(Hold::because).orElse(decision.why()));
        }
    }

    /** One channel it does not take. */
    record Rejected(String channel, String because) {}
}
