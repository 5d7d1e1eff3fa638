package contacthub.contact.identity;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import contacthub.runtime.event.Ids;

/**
 * The addresses of erased customers, as salted digests, for as long as an event taken before the erasure may still
 * come. Whoever writes from such an address afterwards is a new customer like any other.
 */
public final class ErasedAddresses {

    private static final String SALT = """
            SELECT salt FROM erased_address_salt WHERE EXISTS (SELECT 1 FROM erased_address)""";
    private static final String ANY_SALT = "SELECT salt FROM erased_address_salt";
    private static final String KNOWN = "SELECT digest, customer, at FROM erased_address WHERE digest = ANY (?)";
    private static final String REMEMBER = """
            INSERT INTO erased_address (digest, customer, at) SELECT unnest(?::uuid[]), ?, ? ON CONFLICT DO NOTHING""";
    private static final String FORGET = "DELETE FROM erased_address WHERE customer = ANY (?)";

    private final String salt;
    private final Map<UUID, List<Erased>> byDigest;

    private ErasedAddresses(String salt, Map<UUID, List<Erased>> byDigest) {
        this.salt = salt;
        this.byDigest = byDigest;
    }

    private record Erased(UUID customer, Instant at) {}

    /** Those among these addresses; one cheap question where nobody was erased lately. */
    public static ErasedAddresses among(Connection connection, Collection<NormalAddress> addresses)
            throws SQLException {
        String salt = salt(connection, SALT);
        if (salt == null) {
            return new ErasedAddresses(null, Map.of());
        }
        Map<UUID, List<Erased>> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setArray(1, digests(connection, salt, addresses));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    var erased = new Erased(row.getObject(2, UUID.class),
                            row.getObject(3, OffsetDateTime.class).toInstant());
                    found.merge(row.getObject(1, UUID.class), List.of(erased), ErasedAddresses::both);
                }
            }
        }
        return new ErasedAddresses(salt, found);
    }

    private static List<Erased> both(List<Erased> one, List<Erased> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** The erased customer one of these addresses belonged to when an event was taken, if so. */
    public Optional<UUID> customer(Collection<NormalAddress> addresses, Instant taken) {
        if (byDigest.isEmpty()) {
            return Optional.empty();
        }
        return addresses.stream().flatMap(address -> byDigest.getOrDefault(digest(salt, address), List.of()).stream())
                .filter(erased -> !taken.isAfter(erased.at)).min(Comparator.comparing(Erased::at))
                .map(Erased::customer);
    }

    /** From now on these addresses are known as those of this customer, erased at that moment. */
    public static void remember(Connection connection, UUID customer, Collection<NormalAddress> addresses, Instant at)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            insert.setArray(1, digests(connection, salt(connection, ANY_SALT), addresses));
            insert.setObject(2, customer);
            insert.setObject(3, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** Nothing taken before these customers were erased can come any more. */
    public static void forget(Connection connection, Collection<UUID> customers) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            delete.executeUpdate();
        }
    }

    private static String salt(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql); ResultSet row = select.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private static Array digests(Connection connection, String salt, Collection<NormalAddress> addresses)
            throws SQLException {
        return connection.createArrayOf("uuid",
                addresses.stream().distinct().map(address -> digest(salt, address)).toArray());
    }

    private static UUID digest(String salt, NormalAddress address) {
        return Ids.named(salt, address.type(), address.value());
    }
}
