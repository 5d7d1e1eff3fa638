package contacthub.contact.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Tells which customers were erased: nothing personal may be kept of them any more, whenever it was sent. */
public final class ErasedCustomers {

    private static final String ERASED = "SELECT id FROM customer WHERE id = ANY (?) AND erased_at IS NOT NULL";

    private ErasedCustomers() {
    }

    /** Those among these customers. */
    public static Set<UUID> among(Connection connection, Collection<UUID> customers) throws SQLException {
        if (customers.isEmpty()) {
            return Set.of();
        }
        try (PreparedStatement select = connection.prepareStatement(ERASED)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.stream().distinct().toArray()));
            Set<UUID> erased = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    erased.add(row.getObject(1, UUID.class));
                }
            }
            return erased;
        }
    }
}
