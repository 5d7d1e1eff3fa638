package contacthub.contact.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.identity.CustomerRef;
import contacthub.contracts.CallFact;
import contacthub.contracts.ContactFact;
import contacthub.contracts.FactTypes;

/** When and how a customer and the company last wrote or spoke to each other; what the hub sent by itself is none. */
@ApplicationScoped
public class Touches {

    private static final int MOST = 200;
    private static final String NEWEST = """
            SELECT occurred_at, channel, direction FROM timeline_entry
            WHERE address_id = ANY (?) AND type IN ('%s', '%s', '%s') AND NOT doubtful_time AND channel IS NOT NULL
            ORDER BY occurred_at DESC, id DESC LIMIT %d""".formatted(FactTypes.name(ContactFact.Received.class),
            FactTypes.name(ContactFact.Sent.class), FactTypes.name(CallFact.Recorded.class), MOST);

    /** One of them: on which channel, and whether it came from the customer. */
    public record Touch(Instant at, String channel, boolean in) {}

    /** The newest, the latest first, at most 200. */
    public List<Touch> newest(Connection connection, UUID customer) throws SQLException {
        List<UUID> addresses = CustomerRef.addresses(connection, List.of(customer)).getOrDefault(customer, List.of());
        try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
            select.setArray(1, connection.createArrayOf("uuid", addresses.toArray()));
            List<Touch> touches = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    touches.add(new Touch(row.getObject(1, OffsetDateTime.class).toInstant(), row.getString(2),
                            Entry.IN.equals(row.getString(3))));
                }
            }
            return touches;
        }
    }
}
