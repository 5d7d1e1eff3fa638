package contacthub.contact.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.CustomerFact;
import contacthub.contracts.Event;
import contacthub.contracts.Profile;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;

/** Tells the other services about customers: what is known of them by now, and who was found to be one or two. */
@ApplicationScoped
public class CustomerNews {

    private static final String SOURCE = "/contact-service";
    private static final String NOW = "SELECT * FROM customer WHERE id = ANY (?) AND erased_at IS NULL ORDER BY id";

    private final Ids ids;
    private final Clock clock;
    private final Outbox outbox;

    CustomerNews(Ids ids, Clock clock, Outbox outbox) {
        this.ids = ids;
        this.clock = clock;
        this.outbox = outbox;
    }

    /** What these customers' rows say now, whoever changed them, in the same transaction; of who was erased, nothing. */
    public void changed(Connection connection, Collection<UUID> customers) throws SQLException {
        if (customers.isEmpty()) {
            return;
        }
        List<Event<?>> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NOW)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            try (ResultSet row = select.executeQuery()) {
                Instant now = clock.instant();
                while (row.next()) {
                    events.add(Event.of(fact(row), ids.at(now).toString(), SOURCE, row.getString("id"),
                            now));
                }
            }
        }
        outbox.publish(connection, events);
    }

    /** One event for each of these customers, so that each sees it in the order of its other events; one id, one effect. */
    void tell(Connection connection, CustomerFact fact, List<UUID> customers, Instant now)
            throws SQLException {
        String id = ids.at(now).toString();
        List<Event<?>> events = new ArrayList<>();
        customers.forEach(customer -> events.add(Event.of(fact, id, SOURCE, customer.toString(), now)));
        outbox.publish(connection, events);
    }

    private static CustomerFact.Changed fact(ResultSet row) throws SQLException {
        var profile = new Profile(row.getString("last_name"), row.getString("first_name"), row.getString("patronymic"),
                (Integer) row.getObject("birth_year"), row.getString("company"), row.getString("town"));
        return new CustomerFact.Changed(profile, row.getString("name_to_use"), row.getString("language"));
    }
}
