package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.Event;
import contacthub.contracts.NotificationFact;
import contacthub.notification.channel.Outcome;
import contacthub.notification.preference.Suppressions;
import contacthub.runtime.event.Ids;
import contacthub.runtime.event.Received;
import contacthub.runtime.outbox.Outbox;

/**
 * Notifications that a gateway took and the other side sent back. Anybody may write a letter that looks like a bounce,
 * but only who got the notification knows its id; so at most its own address is left alone.
 */
@ApplicationScoped
public class ComingBack {

    /** Also before we know that it was taken: a bounce may be faster than the answer to our sending. */
    private static final String FAIL = """
            UPDATE notification SET state = 'failed', reason = ?, detail = ?, in_flight_until = NULL
            WHERE id = ? AND channel = ? AND (state IN ('sending', 'sent') OR state = 'failed' AND reason = ?)
            RETURNING customer, conversation, causation, trace, to_type, to_value""";
    private static final Pattern OUR_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    ComingBack(Outbox outbox, Ids ids, Clock clock) {
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Where it was forwarded, the address that is unknown may be another than the one we know. */
    private static boolean isOf(Address to, Address named) {
        return named == null || named.value().equalsIgnoreCase(to.value());
    }

    /** Ends what came back, in the caller's transaction; nobody is written to again at an address that is unknown. */
    public void take(Connection connection, List<Received> returned) throws SQLException {
        for (Received event : returned) {
            var fact = event.as(ContactFact.Returned.class);
            if (OUR_ID.matcher(fact.notification()).matches()) {
                end(connection, fact);
            }
        }
    }

    /** Ends one notification of ours that did not arrive. */
    void end(Connection connection, ContactFact.Returned fact) throws SQLException {
        Optional<Failed> failed = fail(connection, fact);
        if (failed.isPresent()) {
            tell(connection, fact, failed.get());
        }
    }

    private record Failed(UUID customer, String conversation, String causation, String trace, Address to) {}

    private static Optional<Failed> fail(Connection connection, ContactFact.Returned fact) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FAIL)) {
            update.setString(1, fact.reason());
            update.setString(2, fact.detail());
            update.setObject(3, UUID.fromString(fact.notification()));
            update.setString(4, fact.channel());
            update.setString(5, Outcome.UNKNOWN);
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? Optional.of(failed(row)) : Optional.empty();
            }
        }
    }

    private static Failed failed(ResultSet row) throws SQLException {
        return new Failed(row.getObject("customer", UUID.class), row.getString("conversation"),
                row.getString("causation"), row.getString("trace"),
                Address.of(row.getString("to_type"), row.getString("to_value")));
    }

    private void tell(Connection connection, ContactFact.Returned fact, Failed failed) throws SQLException {
        if (new Outcome.PermanentFailure(fact.reason(), fact.detail()).concernsAddress()
                && isOf(failed.to, fact.to())) {
            Suppressions.add(connection, failed.to, fact.reason());
        }
        var told = new NotificationFact.Failed(fact.notification(), fact.channel(), fact.reason(), fact.detail());
        Event<?> event = Event.of(told, ids.next().toString(), NotificationLedger.SOURCE, failed.customer.toString(),
                clock.instant()).in(failed.conversation).causedBy(failed.causation).traced(failed.trace);
        outbox.publish(connection, List.of(event));
    }
}
