package contacthub.notification.preference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What customers allow and forbid now: the newest row of the ledger per purpose and channel. */
public final class Consents {

    private static final String STANDING = """
            SELECT DISTINCT ON (customer, purpose, channel) customer, purpose, channel, status FROM consent
            WHERE customer = ANY (?) ORDER BY customer, purpose, channel, given_at DESC, id DESC""";

    private final Map<Key, Standing> standing;

    private Consents(Map<Key, Standing> standing) {
        this.standing = standing;
    }

    /** What a customer last said of a purpose on a channel. */
    public enum Standing {
        GRANTED, WITHDRAWN
    }

    /** Of all these customers at once. */
    public static Consents of(Connection connection, Collection<UUID> customers) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STANDING)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.toArray()));
            Map<Key, Standing> standing = new HashMap<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    standing.put(
                            new Key(found.getObject(1, UUID.class), found.getString(2), found.getString(3)),
                            found.getString(4).equals(RecordingConsent.GRANTED)
                                    ? Standing.GRANTED
                                    : Standing.WITHDRAWN);
                }
            }
            return new Consents(standing);
        }
    }

    /** The last word, if any. */
    public Optional<Standing> standing(UUID customer, Category purpose, PreferenceChannel channel) {
        return Optional.ofNullable(standing.get(new Key(customer, purpose.word(), channel.word())));
    }

    private record Key(UUID customer, String purpose, String channel) {}
}
