package contacthub.contact.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Columns;

/** Customers who are new or have changed and are to be compared with others, later and away from whoever changed them. */
@ApplicationScoped
public class ToCompare {

    private static final String ADD = "INSERT INTO to_compare (id, customer_id) SELECT * FROM unnest(?, ?)";

    private final Ids ids;

    ToCompare(Ids ids) {
        this.ids = ids;
    }

    /** Has them compared once this transaction is done. */
    public void add(Connection connection, Collection<UUID> customers) throws SQLException {
        if (customers.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            Columns.of(connection, insert, List.copyOf(customers))
                    .bind("uuid", customer -> ids.next())
                    .bind("uuid", customer -> customer);
            insert.executeUpdate();
        }
    }
}
