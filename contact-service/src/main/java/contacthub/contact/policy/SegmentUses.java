package contacthub.contact.policy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Event;
import contacthub.contracts.SegmentUseFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;

/** Tells which segments policies name, so that segment-service does not delete one under them. */
@ApplicationScoped
class SegmentUses {

    private static final String TOLD = "SELECT uses_told, revision FROM sla_policy_revision FOR UPDATE";
    private static final String TELL = "UPDATE sla_policy_revision SET uses_told = revision";

    private final StoredPolicies stored;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    SegmentUses(StoredPolicies stored, Outbox outbox, Ids ids, Clock clock) {
        this.stored = stored;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Tells of the policies that have changed since this was done last, those of an earlier release too. */
    void tell(Connection connection) throws SQLException {
        long told;
        try (PreparedStatement select = connection.prepareStatement(TOLD); ResultSet row = select.executeQuery()) {
            row.next();
            told = row.getLong(1);
            if (told >= row.getLong(2)) {
                return;
            }
        }
        outbox.publish(connection, newest(connection).values().stream()
                .filter(policy -> policy.revision() > told && (policy.deleted() || policy.form() != null))
                .<Event<?>>map(this::event).toList());
        try (PreparedStatement update = connection.prepareStatement(TELL)) {
            update.executeUpdate();
        }
    }

    private Map<String, Policy> newest(Connection connection) throws SQLException {
        Map<String, Policy> newest = new LinkedHashMap<>();
        stored.all(connection).forEach(policy -> newest.put(policy.name(), policy));
        return newest;
    }

    private Event<SegmentUseFact.Declared> event(Policy policy) {
        String user = "sla-policy/" + policy.name();
        List<String> segments = policy.deleted()
                ? List.of()
                : policy.form().match().segment().stream().sorted().toList();
        return Event.of(new SegmentUseFact.Declared(user, segments, policy.version()), ids.next().toString(),
                "/contact-service", user, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
