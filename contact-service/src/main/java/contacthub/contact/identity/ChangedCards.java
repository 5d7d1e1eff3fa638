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

/** Tells the other services what is known of a customer by now, whoever changed it; of who was erased, nothing. */
@ApplicationScoped
public class ChangedCards {

    private static final String NOW = "SELECT * FROM customer WHERE id = ANY (?) AND erased_at IS NULL ORDER BY id";

    private final Ids ids;
    private final Clock clock;
    private final Outbox outbox;

    ChangedCards(Ids ids, Clock clock, Outbox outbox) {
        this.ids = ids;
        this.clock = clock;
        this.outbox = outbox;
    }

    /** Tells what these customers' rows say now, in the transaction that changed them. */
    public void tell(Connection connection, Collection<UUID> customers) throws SQLException {
        if (customers.isEmpty()) {
            return;
        }
        List<Event<?>> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NOW)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            try (ResultSet row = select.executeQuery()) {
                Instant now = clock.instant();
                while (row.next()) {
                    events.add(Event.of(fact(row), ids.at(now).toString(), "/contact-service", row.getString("id"),
                            now));
                }
            }
        }
        outbox.publish(connection, events);
    }

    private static CustomerFact.Changed fact(ResultSet row) throws SQLException {
        var profile = new Profile(row.getString("last_name"), row.getString("first_name"), row.getString("patronymic"),
                (Integer) row.getObject("birth_year"), row.getString("company"), row.getString("town"));
        return new CustomerFact.Changed(profile, row.getString("name_to_use"), row.getString("language"));
    }
}
