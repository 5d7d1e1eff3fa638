package contacthub.notification.preference;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import contacthub.runtime.redirect.Redirects;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.Query;

/** What customers allow and forbid now: the newest row of the ledger per purpose and channel. */
public final class Consents {

    private static final String STANDING = """
            SELECT DISTINCT ON (asked, purpose, channel) asked, purpose, channel, status
            FROM unnest(?, ?) p (asked, part) JOIN consent c ON c.customer = p.part
            ORDER BY asked, purpose, channel, given_at DESC, id DESC""";

    private final Map<Key, Standing> standing;

    private Consents(Map<Key, Standing> standing) {
        this.standing = standing;
    }

    /** What a customer last said of a purpose on a channel. */
    public enum Standing {
        GRANTED, WITHDRAWN
    }

    /** Of all these customers at once, each with all who are part of it: the newest word holds, whoever it was said as. */
    public static Consents of(Connection connection, Collection<UUID> customers) throws SQLException {
        List<Part> parts = new ArrayList<>();
        Redirects.of(connection, customers)
                .forEach((asked, whole) -> whole.parts().forEach(part -> parts.add(new Part(asked, part))));
        return of(parts).ask(connection);
    }

    /** Of one customer, under the id of the whole. */
    public static Query<Consents> of(Whole customer) {
        return of(customer.parts().stream().map(part -> new Part(customer.root(), part)).toList());
    }

    private static Query<Consents> of(List<Part> parts) {
        return new Query<>(STANDING,
                List.of(parts.stream().map(Part::asked).toList(), parts.stream().map(Part::part).toList()),
                Consents::read);
    }

    private static Consents read(ResultSet found) throws SQLException {
        Map<Key, Standing> standing = new HashMap<>();
        while (found.next()) {
            standing.put(new Key(found.getObject(1, UUID.class), found.getString(2), found.getString(3)),
                    found.getString(4).equals(RecordingConsent.GRANTED) ? Standing.GRANTED : Standing.WITHDRAWN);
        }
        return new Consents(standing);
    }

    /** The last word, if any. */
    public Optional<Standing> standing(UUID customer, Category purpose, PreferenceChannel channel) {
        return Optional.ofNullable(standing.get(new Key(customer, purpose.word(), channel.word())));
    }

    private record Part(UUID asked, UUID part) {}

    private record Key(UUID customer, String purpose, String channel) {}
}
