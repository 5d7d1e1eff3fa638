package contacthub.segment.activity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import contacthub.contracts.CustomerFact;
import contacthub.runtime.event.Received;
import contacthub.runtime.redirect.Redirects;
import contacthub.runtime.redirect.Redirects.Whole;

/** Follows merges and undone merges, which come in any order among the purchases of the customers they are about. */
@ApplicationScoped
class Merging {

    private final Event<CustomersTurned> turned;

    Merging(Event<CustomersTurned> turned) {
        this.turned = turned;
    }

    /** Takes the merges among these events; answers which customers must be scored anew, and why. */
    Map<UUID, Cause> turn(Connection connection, List<Received> fresh) throws SQLException {
        List<Received> turns = fresh.stream().filter(Merging::isTurn).toList();
        Map<UUID, Cause> causes = new TreeMap<>();
        if (turns.isEmpty()) {
            return causes;
        }
        for (Received event : turns) {
            Cause cause = new Cause(event.id(), event.trace());
            causes.put(customer(event), cause);
            causes.put(counterpart(event), cause);
        }
        Customers.hold(connection, causes.keySet());
        Redirects.learn(connection, turns);
        for (Received event : turns) {
            if (event.is(CustomerFact.Unmerged.class)) {
                Homes.settle(connection, event);
            }
        }
        tell(connection, turns);
        return causes;
    }

    private void tell(Connection connection, List<Received> turns) throws SQLException {
        List<UUID> customers = turns.stream().map(Merging::customer).distinct().toList();
        Map<UUID, Whole> wholes = Redirects.of(connection, customers);
        Map<Boolean, List<UUID>> resting = customers.stream()
                .collect(Collectors.partitioningBy(customer -> !wholes.get(customer).root().equals(customer)));
        turned.fire(new CustomersTurned(resting.get(true), resting.get(false)));
    }

    private static boolean isTurn(Received event) {
        return event.is(CustomerFact.Merged.class) || event.is(CustomerFact.Unmerged.class);
    }

    private static UUID customer(Received event) {
        return UUID.fromString(event.is(CustomerFact.Merged.class)
                ? event.as(CustomerFact.Merged.class).customer()
                : event.as(CustomerFact.Unmerged.class).customer());
    }

    private static UUID counterpart(Received event) {
        return UUID.fromString(event.is(CustomerFact.Merged.class)
                ? event.as(CustomerFact.Merged.class).into()
                : event.as(CustomerFact.Unmerged.class).from());
    }
}
