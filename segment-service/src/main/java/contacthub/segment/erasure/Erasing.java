package contacthub.segment.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.CustomerFact;
import contacthub.contracts.ErasureFact;
import contacthub.contracts.Event;
import contacthub.runtime.event.Ids;
import contacthub.runtime.event.Received;
import contacthub.runtime.outbox.Outbox;
import contacthub.runtime.redirect.Redirects;

/**
 * Anonymises what is kept of erased customers and of all who were merged into them, and reports it. Amounts, days, scores and segments stay: they say what
 * was bought, under an id that leads to nobody any more. Order numbers, the ids of
 * outside events, language, town and company go.
 */
@ApplicationScoped
public class Erasing {

    private static final String MARK = """
            INSERT INTO customer (id, erased_at) SELECT id, now() FROM unnest(?) id
            ON CONFLICT (id) DO UPDATE SET erased_at = coalesce(customer.erased_at, excluded.erased_at)""";
    private static final String PURCHASES = """
            UPDATE purchase SET order_no = 'erased' WHERE customer = ANY (?) AND order_no <> 'erased'""";
    private static final String CHANGES = """
            UPDATE segment_change SET caused_by = NULL WHERE customer = ANY (?) AND caused_by IS NOT NULL""";
    private static final String VISITS = """
            WITH gone AS (
                DELETE FROM visit_day WHERE customer = ANY (?) AND (page, source) <> ('erased', 'erased') RETURNING *)
            INSERT INTO visit_day AS v (customer, day, page, source, visits, goals, first_at)
            SELECT customer, day, 'erased', 'erased', sum(visits), sum(goals), min(first_at) FROM gone GROUP BY 1, 2
            ON CONFLICT (customer, day, page, source) DO UPDATE SET visits = v.visits + excluded.visits,
                goals = v.goals + excluded.goals, first_at = least(v.first_at, excluded.first_at)""";
    private static final String LEDGER = """
            UPDATE loyalty_entry SET because = 'erased', source = NULL, address = NULL
            WHERE customer = ANY (?) AND because <> 'erased'""";
    private static final String RELATIONSHIPS = """
            UPDATE relationship_change SET because = 'erased' WHERE customer = ANY (?) AND because <> 'erased'""";
    private static final String PROFILES = "DELETE FROM customer_profile WHERE customer = ANY (?)";
    private static final String ERASED = "SELECT id FROM customer WHERE id = ANY (?) AND erased_at IS NOT NULL";

    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Erasing(Outbox outbox, Ids ids, Clock clock) {
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Erases whom these events tell to erase, after all else in the batch has been taken; others are skipped. */
    public void on(Connection connection, List<Received> events) throws SQLException {
        for (Received event : events) {
            if (event.is(CustomerFact.Erased.class)) {
                List<UUID> parts = Redirects.of(connection, UUID.fromString(event.subject())).parts();
                update(connection, MARK, parts);
                var done = new ErasureFact.ScoresAnonymised(event.as(CustomerFact.Erased.class).erasure(),
                        anonymise(connection, parts));
                outbox.publish(connection, List.of(Event.of(done, ids.next().toString(), "/segment-service",
                        event.subject(), clock.instant()).causedBy(event.id())));
            }
        }
    }

    /** What came late of customers erased before, such as a dead letter sent again, is anonymised like the rest. */
    public void anonymiseLate(Connection connection, Collection<UUID> customers) throws SQLException {
        Set<UUID> erased = erased(connection, customers);
        if (!erased.isEmpty()) {
            anonymise(connection, erased);
        }
    }

    private static Map<String, Long> anonymise(Connection connection, Collection<UUID> customers)
            throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("purchases", update(connection, PURCHASES, customers));
        rows.put("profiles", update(connection, PROFILES, customers));
        rows.put("segment_changes", update(connection, CHANGES, customers));
        rows.put("visits", update(connection, VISITS, customers));
        rows.put("loyalty_entries", update(connection, LEDGER, customers));
        rows.put("relationship_changes", update(connection, RELATIONSHIPS, customers));
        return rows;
    }

    private static Set<UUID> erased(Connection connection, Collection<UUID> customers) throws SQLException {
        Set<UUID> erased = new HashSet<>();
        if (customers.isEmpty()) {
            return erased;
        }
        try (PreparedStatement select = connection.prepareStatement(ERASED)) {
            select.setArray(1, connection.createArrayOf("uuid", customers.stream().distinct().toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    erased.add(row.getObject(1, UUID.class));
                }
            }
        }
        return erased;
    }

    private static long update(Connection connection, String sql, Collection<UUID> customers) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setArray(1, connection.createArrayOf("uuid", customers.stream().sorted().toArray()));
            return update.executeUpdate();
        }
    }
}
