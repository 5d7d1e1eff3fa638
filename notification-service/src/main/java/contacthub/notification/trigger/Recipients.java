package contacthub.notification.trigger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ConversationFact;
import contacthub.notification.customer.CustomerLedger;
import contacthub.notification.preference.Category;
import contacthub.notification.preference.Consents;
import contacthub.notification.preference.PreferenceChannel;
import contacthub.notification.preference.Suppressions;
import contacthub.notification.template.Addressee;
import contacthub.runtime.event.Received;
import contacthub.runtime.redirect.Redirects;
import contacthub.runtime.sql.Columns;

/** What must be known of the recipients of one batch before writing to them, read at once. */
final class Recipients {

    private static final String KNOWN = """
            SELECT w.asked,
                coalesce((array_agg(p.language ORDER BY p.changed_at DESC) FILTER (WHERE p.version > 0))[1], ''),
                coalesce((array_agg(c.language ORDER BY c.id <> w.asked) FILTER (WHERE c.language IS NOT NULL))[1], ''),
                (array_agg(c.name ORDER BY c.id <> w.asked) FILTER (WHERE c.name IS NOT NULL))[1],
                (array_agg(p.form_of_address ORDER BY p.changed_at DESC) FILTER (WHERE p.version > 0))[1]
            FROM unnest(?, ?) w (asked, part) JOIN customer c ON c.id = w.part
            LEFT JOIN preference p ON p.customer = c.id GROUP BY w.asked""";

    private final Map<UUID, Known> known;
    private final Consents consents;
    private final Suppressions suppressions;

    private Recipients(Map<UUID, Known> known, Consents consents, Suppressions suppressions) {
        this.known = known;
        this.consents = consents;
        this.suppressions = suppressions;
    }

    static Recipients of(Connection connection, List<Received> triggers) throws SQLException {
        List<UUID> customers = triggers.stream().map(CustomerLedger::customer).distinct().toList();
        return new Recipients(known(connection, customers), Consents.of(connection, customers),
                Suppressions.among(connection, triggers.stream().map(Recipients::address).toList()));
    }

    /** The language the customer asked for, else the first of these, else the one the customer was seen with. */
    String language(UUID customer, String spoken) {
        Known one = known.getOrDefault(customer, Known.NOTHING);
        if (!one.asked.isEmpty()) {
            return one.asked;
        }
        return spoken == null && !one.seen.isEmpty() ? one.seen : spoken;
    }

    /** How the customer is addressed, as far as that is known. */
    Addressee addressee(UUID customer) {
        return known.getOrDefault(customer, Known.NOTHING).addressee;
    }

    /** Why nothing may be sent to this address on this channel, whoever writes. */
    Optional<String> suppressed(Address to, String channel) {
        return suppressions.of(to, PreferenceChannel.ofContact(channel)).map(because -> "suppression: " + because);
    }

    /** Why no service message may go to the customer on this channel. */
    Optional<String> refused(UUID customer, String channel) {
        return consents.standing(customer, Category.SERVICE, PreferenceChannel.ofContact(channel))
                .filter(standing -> standing == Consents.Standing.WITHDRAWN)
                .map(withdrawn -> "consent: withdrawn for service on "
                        + PreferenceChannel.ofContact(channel).word());
    }

    private static Address address(Received trigger) {
        if (trigger.is(ContactFact.Received.class)) {
            return trigger.as(ContactFact.Received.class).from();
        }
        if (trigger.is(ConversationFact.Asked.class)) {
            return trigger.as(ConversationFact.Asked.class).to();
        }
        return Acknowledging.isTrigger(trigger)
                ? Acknowledging.promise(trigger).to()
                : trigger.as(ContactFact.Sent.class).to();
    }

    private static Map<UUID, Known> known(Connection connection, List<UUID> customers) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            List<Part> parts = new ArrayList<>();
            Redirects.of(connection, customers)
                    .forEach((asked, whole) -> whole.parts().forEach(part -> parts.add(new Part(asked, part))));
            Columns.of(connection, select, parts).bind("uuid", Part::asked).bind("uuid", Part::part);
            Map<UUID, Known> known = new HashMap<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    known.put(found.getObject(1, UUID.class),
                            new Known(found.getString(2), found.getString(3), new Addressee(found.getString(4),
                                    "informal".equals(found.getString(5)))));
                }
            }
            return known;
        }
    }

    private record Part(UUID asked, UUID part) {}

    private record Known(String asked, String seen, Addressee addressee) {

        static final Known NOTHING = new Known("", "", Addressee.UNKNOWN);
    }
}
