package contacthub.segment.activity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import contacthub.contracts.ContactFact;
import contacthub.contracts.ConversationFact;
import contacthub.contracts.CustomerFact;
import contacthub.contracts.Fact;
import contacthub.contracts.PurchaseFact;
import contacthub.runtime.event.Received;
import contacthub.runtime.redirect.Redirects;
import contacthub.runtime.redirect.Redirects.Whole;

/** Tells whom a batch of events says something of that rules of segments look at, after all of it has been kept. */
@ApplicationScoped
class Touching {

    private static final Set<Class<? extends Fact>> TELLING = Set.of(PurchaseFact.Recorded.class,
            ContactFact.Received.class, ConversationFact.Opened.class, CustomerFact.Identified.class,
            CustomerFact.Changed.class, CustomerFact.Erased.class);

    private final Event<CustomersTouched> touched;

    Touching(Event<CustomersTouched> touched) {
        this.touched = touched;
    }

    void tell(Connection connection, List<Received> fresh, Map<UUID, Cause> turned) throws SQLException {
        Map<UUID, Cause> causes = new HashMap<>(turned);
        fresh.stream().filter(event -> TELLING.stream().anyMatch(event::is))
                .forEach(event -> causes.put(Customers.of(event), new Cause(event.id(), event.trace())));
        if (causes.isEmpty()) {
            return;
        }
        Map<UUID, Whole> wholes = Redirects.of(connection, causes.keySet());
        Map<UUID, Cause> byRoot = new HashMap<>();
        causes.forEach((customer, cause) -> byRoot.put(wholes.get(customer).root(), cause));
        touched.fire(new CustomersTouched(byRoot));
    }
}
