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
import contacthub.runtime.sql.Columns;

/**
 * Tells the other services what is known of a customer by now, whoever changed it, and has who that is looked at again;
 * of who was erased, nothing.
 */
@ApplicationScoped
public class ChangedCards {

    private static final String NOW = "SELECT * FROM customer WHERE id = ANY (?) AND erased_at IS NULL ORDER BY id";

    private static final String COMPARE = "INSERT INTO to_compare (id, customer_id) SELECT * FROM unnest(?, ?)";

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
        compare(connection, customers);
    }

    /** Has customers compared with others, also new ones, of whom nothing else is to be told. */
    void compare(Connection connection, Collection<UUID> customers) throws SQLException {
        if (customers.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(COMPARE)) {
            Columns.of(connection, insert, List.copyOf(customers))
                    .bind("uuid", customer -> ids.next())
                    .bind("uuid", customer -> customer);
            insert.executeUpdate();
        }
    }

    private static CustomerFact.Changed fact(ResultSet row) throws SQLException {
        var profile = new Profile(row.getString("last_name"), row.getString("first_name"), row.getString("patronymic"),
                (Integer) row.getObject("birth_year"), row.getString("company"), row.getString("town"));
        return new CustomerFact.Changed(profile, row.getString("name_to_use"), row.getString("language"));
    }
}
